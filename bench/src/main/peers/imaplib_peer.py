# The same sign-in by Python's imaplib, chain and name verified, one context for all. Usage: PORT ROOT.pem RESUME
# imaplib hands no session to its sockets: it never resumes.
import imaplib
import ssl
import sys
import time

port, root = int(sys.argv[1]), sys.argv[2]
context = ssl.create_default_context(cafile=root)


def check():
    client = imaplib.IMAP4_SSL("localhost", port, ssl_context=context)
    client.login("anna@example.com", "correct horse")
    client.select("INBOX", readonly=True)
    client.logout()


for line in sys.stdin:
    before = time.process_time()
    for _ in range(int(line)):
        check()
    print(int((time.process_time() - before) * 1e6), flush=True)
