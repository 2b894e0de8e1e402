// The kernels for one length of vector. The including file defines LANES (numbers in a vector),
// SUFFIX (for names), TARGET (the function attribute that allows the instructions) and NAME.
#include "CKernels.h"
#include "Packing.h"
#include <math.h>
#include <string.h>

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define FN(name) JOIN(name, SUFFIX)
#define INLINE static inline __attribute__((always_inline)) TARGET

typedef float vec __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef int32_t ivec __attribute__((vector_size(LANES * 4), aligned(4), may_alias));

INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }
INLINE vec splat(float x) { return x - (vec){0}; }
INLINE vec larger(vec a, vec b) { return __builtin_elementwise_max(a, b); }

// One tile of a product: ROWS rows of input times one panel of VECS vectors. Everything is unrolled,
// so that the sums live in registers.
#define TILE(ROWS, VECS)                                                                      \
  vec sum[ROWS][VECS];                                                                        \
  _Pragma("clang loop unroll(full)") for (int v = 0; v < VECS; v++) {                         \
    vec bias = load(panel + v * LANES);                                                       \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) sum[r][v] = bias;       \
  }                                                                                           \
  const float *w = panel + VECS * LANES;                                                      \
  for (size_t k = 0; k < inputs; k++, w += VECS * LANES) {                                    \
    vec column[VECS];                                                                         \
    _Pragma("clang loop unroll(full)") for (int v = 0; v < VECS; v++)                         \
      column[v] = load(w + v * LANES);                                                        \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++) {                       \
      vec x = splat(input[r * stride + k]);                                                   \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < VECS; v++)                       \
        sum[r][v] += x * column[v];                                                           \
    }                                                                                         \
  }

#define AFFINE_TILE(ROWS)                                                                     \
  static TARGET void FN(affine_tile##ROWS)(const float *input, size_t stride, size_t inputs,  \
                                           const float *panel, float *output, size_t width) { \
    TILE(ROWS, AFFINE_VECS)                                                                   \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++)                         \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < AFFINE_VECS; v++)                \
        store(output + r * width + v * LANES, sum[r][v]);                                     \
  }

#define MAXOUT_TILE(ROWS)                                                                     \
  static TARGET void FN(maxout_tile##ROWS)(const float *input, size_t stride, size_t inputs,  \
                                           const float *panel, float *output, size_t width) { \
    TILE(ROWS, 3)                                                                             \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < ROWS; r++)                         \
      store(output + r * width, larger(larger(sum[r][0], sum[r][1]), sum[r][2]));             \
  }

// The widest tile whose sums, columns and one number fit the registers, and the rest of the rows.
AFFINE_TILE(1)
AFFINE_TILE(2)
AFFINE_TILE(4)
MAXOUT_TILE(1)
MAXOUT_TILE(2)
#if LANES == 16
AFFINE_TILE(8)
MAXOUT_TILE(4)
MAXOUT_TILE(8)
#define AFFINE_ROWS 8
#define MAXOUT_ROWS 8
#else
MAXOUT_TILE(3)
#define AFFINE_ROWS 4
#define MAXOUT_ROWS 3
#endif

#define RUN(KIND, ROWS, WIDTH)                                                                \
  FN(JOIN(KIND##_tile, ROWS))                                                                 \
  (input + r * stride, stride, inputs, panel, out + r * WIDTH, WIDTH), r += ROWS

#define TILES(KIND, MOST, WIDTH)                                                              \
  size_t r = 0;                                                                               \
  while (rows - r >= MOST) RUN(KIND, MOST, WIDTH);                                            \
  HALF(KIND, WIDTH)                                                                           \
  if (rows - r >= 2) RUN(KIND, 2, WIDTH);                                                     \
  if (rows - r >= 1) RUN(KIND, 1, WIDTH);

#if LANES == 16
#define HALF(KIND, WIDTH)                                                                     \
  if (rows - r >= 4) RUN(KIND, 4, WIDTH);
#else
#define HALF(KIND, WIDTH)
#endif

static TARGET void FN(affine)(const float *input, size_t stride, size_t rows, size_t inputs,
                              const float *packed, size_t columns, float *output) {
  size_t panel_columns = AFFINE_VECS * LANES;
  size_t width = ck_round_up(columns, panel_columns);
  for (size_t c = 0; c < width; c += panel_columns) {
    const float *panel = packed + (inputs + 1) * c;
    float *out = output + c;
    TILES(affine, AFFINE_ROWS, width)
  }
}

INLINE float total(vec v) {
  float sum = 0;
  for (int i = 0; i < LANES; i++) sum += v[i];
  return sum;
}

enum { FN(row_vecs) = ck_width / LANES };

// Normalises one row that is held in registers, and writes it.
INLINE void FN(normalize)(vec *x, const float *gain, const float *shift, const float *residual,
                          float *output) {
  vec sum = x[0];
  for (int v = 1; v < FN(row_vecs); v++) sum += x[v];
  vec mean = splat(total(sum) / ck_width);
  vec squares = {0};
  for (int v = 0; v < FN(row_vecs); v++) {
    x[v] -= mean;
    squares += x[v] * x[v];
  }
  vec scale = splat(1.0f / sqrtf(total(squares) / ck_width + 1e-8f));
  for (int v = 0; v < FN(row_vecs); v++) {
    vec y = x[v] * scale * load(gain + v * LANES) + load(shift + v * LANES);
    if (residual) y += load(residual + v * LANES);
    store(output + v * LANES, y);
  }
}

static TARGET void FN(maxout)(const float *input, size_t stride, size_t rows, size_t inputs,
                              const float *packed, const float *gain, const float *shift,
                              const float *residual, float *output) {
  for (size_t c = 0; c < ck_width; c += LANES) {
    const float *panel = packed + (inputs + 1) * 3 * c;
    float *out = output + c;
    TILES(maxout, MAXOUT_ROWS, ck_width)
  }
  for (size_t r = 0; r < rows; r++) {
    vec x[FN(row_vecs)];
    for (int v = 0; v < FN(row_vecs); v++) x[v] = load(output + r * ck_width + v * LANES);
    FN(normalize)(x, gain, shift, residual ? residual + r * ck_width : NULL,
                  output + r * ck_width);
  }
}

static TARGET void FN(window)(const float *const *products, const float *const *vectors,
                              size_t rows, const float *bias, const float *gain,
                              const float *shift, float *output) {
  for (size_t r = 0; r < rows; r++) {
    const float *left = products[r];
    const float *word = products[r + 1] + ck_product;
    const float *right = products[r + 2] + 2 * ck_product;
    vec x[FN(row_vecs)];
    for (int v = 0; v < FN(row_vecs); v++) {
      size_t c = v * LANES;
      vec best = load(left + c) + load(word + c) + load(right + c) + load(bias + c);
      for (int p = 1; p < 3; p++) {
        c += ck_width;
        best = larger(best, load(left + c) + load(word + c) + load(right + c) + load(bias + c));
      }
      x[v] = best;
    }
    FN(normalize)(x, gain, shift, vectors[r], output + r * ck_width);
  }
}

static TARGET void FN(sum4)(const void *table, const uint32_t rows[4], float *output) {
  for (int v = 0; v < FN(row_vecs); v++) {
    vec sum, next;
    memcpy(&sum, (const char *)table + ((size_t)rows[0] * ck_width + v * LANES) * 4, sizeof sum);
    for (int j = 1; j < 4; j++) {
      memcpy(&next, (const char *)table + ((size_t)rows[j] * ck_width + v * LANES) * 4,
             sizeof next);
      sum += next;
    }
    store(output + v * LANES, sum);
  }
}

INLINE size_t first_of_largest(const float *values, size_t count) {
  vec best = load(values);
  for (size_t c = LANES; c < count; c += LANES) best = larger(best, load(values + c));
  float top = best[0];
  for (int i = 1; i < LANES; i++) top = best[i] > top ? best[i] : top;
  size_t c = 0;
  while (c + 1 < count && values[c] != top) c++;
  return c;
}

// Scores of `vecs` vectors of classes, with their mask.
INLINE void FN(scores)(const int vecs, const float *hidden, const float *w, size_t width,
                       const float *mask, float *scores) {
  vec sum[8];
  for (int v = 0; v < vecs; v++) sum[v] = load(w + v * LANES);
  for (int k = 0; k < ck_hidden; k++) {
    w += width;
    vec h = splat(hidden[k]);
    for (int v = 0; v < vecs; v++) sum[v] += h * load(w + v * LANES);
  }
  for (int v = 0; v < vecs; v++) store(scores + v * LANES, sum[v] + load(mask + v * LANES));
}

static TARGET size_t FN(transition)(const float *const *features, size_t count, const float *bias,
                                    const float *packed, size_t classes, const float *mask) {
  enum { vecs = 2 * ck_hidden / LANES, most = 128 };
  float hidden[ck_hidden], scores[most];
  vec u[vecs];
  for (int v = 0; v < vecs; v++) u[v] = load(bias + v * LANES);
  for (size_t f = 0; f < count; f++)
    for (int v = 0; v < vecs; v++) u[v] += load(features[f] + v * LANES);
  for (int v = 0; v < vecs / 2; v++) store(hidden + v * LANES, larger(u[v], u[v + vecs / 2]));

  // Up to eight vectors of scores at a time: their sums stay in registers and do not wait for
  // one another.
  size_t width = ck_round_up(classes, LANES);
  for (size_t c = 0; c < width; c += 8 * LANES) {
    const float *w = packed + c;
    switch ((width - c) / LANES) {
    case 1: FN(scores)(1, hidden, w, width, mask + c, scores + c); break;
    case 2: FN(scores)(2, hidden, w, width, mask + c, scores + c); break;
    case 3: FN(scores)(3, hidden, w, width, mask + c, scores + c); break;
    case 4: FN(scores)(4, hidden, w, width, mask + c, scores + c); break;
    case 5: FN(scores)(5, hidden, w, width, mask + c, scores + c); break;
    case 6: FN(scores)(6, hidden, w, width, mask + c, scores + c); break;
    case 7: FN(scores)(7, hidden, w, width, mask + c, scores + c); break;
    default: FN(scores)(8, hidden, w, width, mask + c, scores + c); break;
    }
  }
  return first_of_largest(scores, width);
}

static TARGET void FN(argmax)(const float *input, size_t stride, size_t rows, size_t columns,
                              int32_t *output) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = input + r * stride;
    int32_t best = 0;
    for (size_t c = 1; c < columns; c++)
      if (row[c] > row[best]) best = (int32_t)c;
    output[r] = best;
  }
}

const ck_kernels FN(ck_kernels_) = {
    LANES,        NAME,       FN(affine), FN(maxout),
    FN(window),   FN(sum4),   FN(transition), FN(argmax),
};
