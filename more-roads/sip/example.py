"""SIP: a number, a text, an array and an object."""

import struct
from array import array

import cmult_sip

print(cmult_sip.multiply(6, 2.3))
print(cmult_sip.repeat("héllo ", 3))

values = array("d", [1.0, 2.0, 3.0])
cmult_sip.scale_in_place(values, 2.0)
print("scaled in place:", values)

# Python's bytes never change; but SIP lends them to be written to.
constant = struct.pack("d", 1.5)
cmult_sip.scale_in_place(constant, 2.0)
print("wrong:", struct.unpack("d", constant))

product = cmult_sip.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_sip.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
