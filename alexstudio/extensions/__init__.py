"""Plugins: folders that add layer types. Nothing of them runs before the user has enabled exactly those bytes.

`places` says where plugins are, `tree` reads and hashes one, `rights` sees whether others could change it, `consent`
keeps what the user enabled, `trial` imports it in a process of its own first, `memory` imports the bytes that were
hashed, `declared` checks what they declare, `guard` and `watchdog` stand before its rules, `loading` puts it all
together, `sentinel` notes what took the program down, and `catalogue` is what a person does with them.

What is trusted is bytes, and only because a person said so. A plugin that runs can do whatever its user can: no fence
is built around it, and guard and watchdog are there for mistakes. So all care goes into the moment before:

- Every plugin needs consent, those that come with the program too, and consent is to a SHA-256 of all its files. What
  runs are the bytes that were hashed, from memory; a file that is changed later, by whomever, is not run.
- In the user's folders and at paths that the user gave, files that others could change are refused at once. They
  could not get other bytes to run either, but they could be what a person is asked to agree to.
- What came with the program or was installed beside it is not asked for its owner and rights, as they are those of
  the program itself: who can change these files can change this one, and needs no plugin.
- The file of consents must be the user's alone, or nothing in it counts.
"""
