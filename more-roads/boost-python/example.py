"""Boost.Python: a number, a text, an array and an object."""

import cmult_boost

print(cmult_boost.multiply(6, 2.3))
print(cmult_boost.repeat("héllo ", 3))

a, b = cmult_boost.Doubles(), cmult_boost.Doubles()
a.extend([1.0, 2.0, 3.0])
b.extend([4.0, 5.0, 6.0])
print("dot:", cmult_boost.dot(a, b))
a[0] = 10.0
print("dot:", cmult_boost.dot(a, b))

product = cmult_boost.Product(2.5)
product.multiply_by(4)
print(product.value)

for bad in ("2**31, 2.5", "6.7, 2.5", "6, 1e300"):
    try:
        print(f"multiply({bad}):", eval(f"cmult_boost.multiply({bad})"))
    except Exception as error:
        print(f"multiply({bad}):", type(error).__name__)
