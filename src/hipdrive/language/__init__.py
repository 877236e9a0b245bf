"""Words for people: each sentence is written once, in English, and shown in the language of whoever reads it."""

from .catalogue import ENGLISH as ENGLISH
from .quantities import KG_PER_LB as KG_PER_LB
from .quantities import METRES_PER_MILE as METRES_PER_MILE
from .quantities import METRIC as METRIC
from .quantities import Units as Units
from .reading import Ground as Ground
from .reading import Reader as Reader
from .reading import languages as languages
from .reading import reader as reader
from .reading import reading_in as reading_in
from .reading import to_reader as to_reader
from .spans import number_span as number_span
from .spans import percent_span as percent_span
from .text import Text as Text
from .text import and_list as and_list
from .text import en as en
from .text import en_count as en_count
from .text import joined as joined
from .text import layout as layout
from .text import or_list as or_list
from .text import verbatim as verbatim
