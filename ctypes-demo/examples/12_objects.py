"""Objects: one Python class owns one pointer."""

import cmult_ctypes

if __name__ == "__main__":
    # ANCHOR: finished
    product = cmult_ctypes.Product()
    for factor in (2, 3, 7):
        product.multiply_by(factor)
    print("value:", product.value)

    product.close()
    product.close()  # like a file: closing twice is harmless
    print("closed:", product.closed)
    try:
        product.multiply_by(2)
    except ValueError as error:
        print("ValueError:", error)
    # ANCHOR_END: finished
