"""Serves moto on a free loopback port, prints that port, and ends when standard input does.

The port is chosen by the kernel at bind time, so that nobody can take it in between; a parent that dies, however it
dies, closes the pipe, so that no server is left behind.
"""

import sys

from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
