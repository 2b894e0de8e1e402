#include "Packing.h"
#include "CKernels.h"
#include <string.h>

// The model's files are not aligned.
static float number(const void *matrix, size_t index) {
  float value;
  memcpy(&value, (const char *)matrix + index * sizeof value, sizeof value);
  return value;
}

size_t ck_affine_columns(const ck_kernels *kernels, size_t columns) {
  return ck_round_up(columns, AFFINE_VECS * kernels->lanes);
}

size_t ck_affine_size(const ck_kernels *kernels, size_t columns, size_t inputs) {
  return ck_affine_columns(kernels, columns) * (inputs + 1);
}

void ck_pack_affine(const ck_kernels *kernels, const void *weights, const void *bias,
                    size_t columns, size_t inputs, float *packed) {
  size_t panel = AFFINE_VECS * kernels->lanes, width = ck_round_up(columns, panel);
  for (size_t first = 0; first < width; first += panel) {
    for (size_t c = first; c < first + panel; c++)
      *packed++ = bias && c < columns ? number(bias, c) : 0;
    for (size_t k = 0; k < inputs; k++)
      for (size_t c = first; c < first + panel; c++)
        *packed++ = c < columns ? number(weights, c * inputs + k) : 0;
  }
}

size_t ck_maxout_size(const ck_kernels *kernels, size_t inputs) {
  (void)kernels;
  return ck_product * (inputs + 1);
}

void ck_pack_maxout(const ck_kernels *kernels, const void *weights, const void *bias,
                    size_t inputs, float *packed) {
  size_t lanes = kernels->lanes;
  for (size_t first = 0; first < ck_width; first += lanes) {
    for (size_t p = 0; p < ck_pieces; p++)
      for (size_t o = first; o < first + lanes; o++) *packed++ = number(bias, o * ck_pieces + p);
    for (size_t k = 0; k < inputs; k++)
      for (size_t p = 0; p < ck_pieces; p++)
        for (size_t o = first; o < first + lanes; o++)
          *packed++ = number(weights, (o * ck_pieces + p) * inputs + k);
  }
}

size_t ck_transition_columns(const ck_kernels *kernels, size_t classes) {
  return ck_round_up(classes, kernels->lanes);
}

size_t ck_transition_size(const ck_kernels *kernels, size_t classes) {
  return ck_transition_columns(kernels, classes) * (ck_hidden + 1);
}

void ck_pack_transition(const ck_kernels *kernels, const void *weights, const void *bias,
                        size_t classes, float *packed) {
  size_t width = ck_transition_columns(kernels, classes);
  for (size_t c = 0; c < width; c++) *packed++ = c < classes ? number(bias, c) : 0;
  for (size_t k = 0; k < ck_hidden; k++)
    for (size_t c = 0; c < width; c++)
      *packed++ = c < classes ? number(weights, c * ck_hidden + k) : 0;
}
