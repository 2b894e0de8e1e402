#include "ByteKernels.h"
#include <stdbool.h>
#include <string.h>

// Vectors of 64 bytes and of 64 bits, which the compiler makes of what the processor has.
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef bool bits64 __attribute__((ext_vector_type(64)));
#define BITS(test) __builtin_bit_cast(uint64_t, __builtin_convertvector((test), bits64))
#define INLINE static inline __attribute__((always_inline))

// < and >, \ and ^, | and } differ in one bit: each pair is looked for as one.
INLINE uint64_t masks_of(const uint8_t *bytes, uint64_t *masks) {
  bytes64 x;
  memcpy(&x, bytes, 64);
  bytes64 second = x | 2, first = x | 1;
  masks[0] = BITS((x <= 0x20) | (second == '>') | (second == '^') | (first == '}') | (x == '{') |
                  (x == '`') | (x == '"'));
  masks[1] = BITS((x == '"') | (x == '\\') | (x == '\n') | (x == '\r'));
  return BITS(x >= 0x80);
}

// The length of the character that begins here; 0 where none does (The Unicode Standard, table 3-7).
static size_t character(const uint8_t *bytes, size_t count) {
  uint8_t lead = bytes[0];
  if (lead < 0x80) return 1;
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || count < length) return 0;
  uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (bytes[1] < lowest || bytes[1] > highest) return 0;
  for (size_t place = 2; place < length; place++)
    if (bytes[place] < 0x80 || bytes[place] > 0xBF) return 0;
  return length;
}

// Whether characters begin wherever `beyond` has a byte of the 64 from `place` on, but for those
// before `*end`, which is where the last one ended.
static bool are_characters(const uint8_t *bytes, size_t count, size_t place, uint64_t beyond,
                           size_t *end) {
  if (*end > place) beyond &= *end - place >= 64 ? 0 : ~0ull << (*end - place);
  while (beyond) {
    size_t start = place + (size_t)__builtin_ctzll(beyond);
    size_t length = character(bytes + start, count - start);
    if (length == 0) return false;
    *end = start + length;
    beyond &= *end - place >= 64 ? 0 : ~0ull << (*end - place);
  }
  return true;
}

INLINE bool rdf_masks(const uint8_t *bytes, size_t count, uint64_t *masks) {
  bool valid = true;
  size_t place = 0, end = 0;
  for (; place + 64 <= count; place += 64, masks += 2) {
    uint64_t beyond = masks_of(bytes + place, masks);
    if (beyond && valid) valid = are_characters(bytes, count, place, beyond, &end);
  }
  if (place < count) {
    uint8_t rest[64];
    memset(rest, 'a', 64); // a letter ends nothing
    memcpy(rest, bytes + place, count - place);
    uint64_t beyond = masks_of(rest, masks);
    if (beyond && valid) valid = are_characters(bytes, count, place, beyond, &end);
  }
  return valid;
}

INLINE ck_line_ends line_ends(const uint8_t *bytes, size_t count) {
  ck_line_ends ends = {0, 0};
  size_t place = 0;
  for (; place + 64 <= count; place += 64) {
    bytes64 x;
    memcpy(&x, bytes + place, 64);
    ends.feeds += (size_t)__builtin_popcountll(BITS(x == '\n'));
    ends.returns += (size_t)__builtin_popcountll(BITS(x == '\r'));
  }
  for (; place < count; place++) {
    ends.feeds += bytes[place] == '\n';
    ends.returns += bytes[place] == '\r';
  }
  return ends;
}

// Each function once for the processor that everybody has, and once for wider vectors.
#define KERNELS(NAME, TARGET)                                                                      \
  TARGET static bool rdf_masks_##NAME(const uint8_t *bytes, size_t count, uint64_t *masks) {       \
    return rdf_masks(bytes, count, masks);                                                         \
  }                                                                                                \
  TARGET static ck_line_ends line_ends_##NAME(const uint8_t *bytes, size_t count) {                \
    return line_ends(bytes, count);                                                                \
  }                                                                                                \
  static const ck_byte_kernels kernels_##NAME = {rdf_masks_##NAME, line_ends_##NAME};

KERNELS(16, )
#if defined(__x86_64__)
KERNELS(32, __attribute__((target("avx2,bmi,bmi2,popcnt"))))
KERNELS(64, __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt"))))
#endif

const ck_byte_kernels *ck_bytes_with_lanes(size_t lanes) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
              __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  if (lanes == 64 && avx2 && __builtin_cpu_supports("avx512f") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw"))
    return &kernels_64;
  if (lanes == 32 && avx2) return &kernels_32;
#endif
  return lanes == 16 ? &kernels_16 : 0;
}

const ck_byte_kernels *ck_bytes_select(void) {
  const ck_byte_kernels *best = ck_bytes_with_lanes(64);
  if (!best) best = ck_bytes_with_lanes(32);
  return best ? best : ck_bytes_with_lanes(16);
}
