"""UniFFI: a number, a text, a list and an object."""

import cmult_uniffi

print(cmult_uniffi.multiply(6, 2.3))
print(cmult_uniffi.repeat("héllo ", 3))
print("dot:", cmult_uniffi.dot([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))

try:
    cmult_uniffi.dot([1.0], [])
except cmult_uniffi.CmultError as error:
    print(f"dot: {type(error).__qualname__}: {error}")

# Rust's own line about it goes to standard error.
try:
    cmult_uniffi.panic_on_purpose()
except cmult_uniffi.InternalError as error:
    print(f"a panic: {type(error).__name__}: {error}")

product = cmult_uniffi.Product(2.5)
product.multiply_by(4)
print(product.value())

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_uniffi.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
