// The arithmetic of the language model: products of matrices in single precision, with the
// non-linear steps that follow them fused in, written once for vectors of 4, 8 and 16 numbers and
// chosen for the processor at run time. All matrices are row-major.
#ifndef CKERNELS_H
#define CKERNELS_H

#include "ByteKernels.h"

#include <stddef.h>
#include <stdint.h>

/// Numbers in a row of an encoder; a maxout unit has three pieces.
enum { ck_width = 96, ck_pieces = 3, ck_hidden = 64 };

/// The products of a word's vector with the three parts of the first convolution's window: as the
/// left neighbour, as the word itself, as the right neighbour.
enum { ck_product = ck_width * ck_pieces, ck_products = 3 * ck_product };

typedef struct {
  /// Numbers in one vector of the processor: 4, 8 or 16.
  size_t lanes;
  const char *name;

  /// output[r] = bias + weights * input[r]. `packed` is from ck_pack_affine; the output has
  /// ck_affine_columns(columns) numbers a row.
  void (*affine)(const float *input, size_t stride, size_t rows, size_t inputs,
                 const float *packed, size_t columns, float *output);

  /// output[r] = layer normalisation of maxout(bias + weights * input[r]), plus residual[r] where
  /// a residual is given. Rows of ck_width numbers. `packed` is from ck_pack_maxout.
  void (*maxout)(const float *input, size_t stride, size_t rows, size_t inputs,
                 const float *packed, const float *gain, const float *shift,
                 const float *residual, float *output);

  /// The first convolution from what is kept of each word: products[r], products[r + 1] and
  /// products[r + 2] belong to a row's window, vectors[r] is its residual. `bias` is ck_product
  /// numbers, piece by piece.
  void (*window)(const float *const *products, const float *const *vectors, size_t rows,
                 const float *bias, const float *gain, const float *shift, float *output);

  /// output = the sum of four rows of a table that need not be aligned.
  void (*sum4)(const void *table, const uint32_t rows[4], float *output);

  /// The class with the highest score, the first of equals, in a state of a transition system:
  /// hidden = max of the two pieces of bias + the sum of the features (2 * ck_hidden numbers
  /// each, piece by piece); scores = hidden * packed + mask.
  size_t (*transition)(const float *const *features, size_t count, const float *bias,
                       const float *packed, size_t classes, const float *mask);

  /// For each row the column of the highest number, the first of equals.
  void (*argmax)(const float *input, size_t stride, size_t rows, size_t columns, int32_t *output);
} ck_kernels;

/// The kernels for this processor.
const ck_kernels *ck_select(void);
/// The kernels for vectors of `lanes` numbers, or NULL where the processor lacks them.
const ck_kernels *ck_with_lanes(size_t lanes);

/// Columns of an affine layer's output, rounded up to whole panels.
size_t ck_affine_columns(const ck_kernels *kernels, size_t columns);
/// Numbers in a packed affine layer.
size_t ck_affine_size(const ck_kernels *kernels, size_t columns, size_t inputs);
/// Packs weights (columns x inputs, rows not aligned, `bias` may be NULL).
void ck_pack_affine(const ck_kernels *kernels, const void *weights, const void *bias,
                    size_t columns, size_t inputs, float *packed);

/// Numbers in a packed maxout layer of ck_width outputs.
size_t ck_maxout_size(const ck_kernels *kernels, size_t inputs);
/// Packs weights (outputs x pieces x inputs) and bias (outputs x pieces), neither aligned.
void ck_pack_maxout(const ck_kernels *kernels, const void *weights, const void *bias,
                    size_t inputs, float *packed);

/// Columns of a transition layer's scores and of its masks, rounded up to whole vectors.
size_t ck_transition_columns(const ck_kernels *kernels, size_t classes);
/// Numbers in a packed transition layer (bias first, then weights input by input).
size_t ck_transition_size(const ck_kernels *kernels, size_t classes);
void ck_pack_transition(const ck_kernels *kernels, const void *weights, const void *bias,
                        size_t classes, float *packed);

#endif
