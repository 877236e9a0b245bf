from .app import create_app as create_app
from .network.authority import authority_in as authority_in
from .serve import Serving as Serving
from .serve import serve as serve
