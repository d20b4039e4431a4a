"""The grammar engine: LanguageTool in a server of its own, asked over the loopback interface."""

from mtqa.annotate.languagetool.client import Client
from mtqa.annotate.languagetool.install import Installation, installed
from mtqa.annotate.languagetool.server import Address, Server

__all__ = ["Address", "Client", "Installation", "Server", "installed"]
