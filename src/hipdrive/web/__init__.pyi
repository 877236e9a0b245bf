from .app import create_app as create_app
from .serve import serve as serve
