#ifndef CKERNELS_PACKING_H
#define CKERNELS_PACKING_H

#include <stddef.h>

/// Vectors in a panel of an affine layer.
enum { AFFINE_VECS = 2 };

static inline size_t ck_round_up(size_t count, size_t unit) {
  return (count + unit - 1) / unit * unit;
}

#endif
