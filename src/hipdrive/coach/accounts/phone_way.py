"""How a phone reaches this program, as doors say it."""

from ...report import PhoneWay as PhoneWay
