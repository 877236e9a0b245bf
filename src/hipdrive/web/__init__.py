"""The web: the same verbs over HTTP on one's own machine, as JSON of the contract and as the pages that reports are made of."""

from .app import create_app as create_app
from .network.authority import authority_in as authority_in
from .serve import Serving as Serving
from .serve import serve as serve
