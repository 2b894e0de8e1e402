#include "ByteKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("pclmul,sse4.1")))

TARGET static inline __m128i load(const uint8_t *bytes) {
  return _mm_loadu_si128((const __m128i *)bytes);
}

// What stands `distance` bits before `next` is carried over to it: each half times its constant.
TARGET static inline __m128i fold(__m128i value, __m128i constants, __m128i next) {
  __m128i low = _mm_clmulepi64_si128(value, constants, 0x00);
  __m128i high = _mm_clmulepi64_si128(value, constants, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// The constants are powers of x modulo the polynomial 0x104C11DB7, bits reversed: x^(512±32) to
// carry over four vectors, x^(128±32) for one, x^64 for half of one; then those of Barrett's
// reduction.
TARGET static uint32_t crc32_folded(const uint8_t *bytes, size_t count) {
  const __m128i four = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
  const __m128i one = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
  const __m128i half = _mm_set_epi64x(0, 0x0163cd6124);
  const __m128i reduction = _mm_set_epi64x(0x01f7011641, 0x01db710641);
  const __m128i low32 = _mm_setr_epi32(~0, 0, ~0, 0);

  __m128i a = _mm_xor_si128(load(bytes), _mm_cvtsi32_si128(~0));
  __m128i b = load(bytes + 16), c = load(bytes + 32), d = load(bytes + 48);
  size_t place = 64;
  for (; place + 64 <= count; place += 64) {
    a = fold(a, four, load(bytes + place));
    b = fold(b, four, load(bytes + place + 16));
    c = fold(c, four, load(bytes + place + 32));
    d = fold(d, four, load(bytes + place + 48));
  }
  a = fold(fold(fold(a, one, b), one, c), one, d);
  for (; place + 16 <= count; place += 16) a = fold(a, one, load(bytes + place));

  a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, one, 0x10));
  a = _mm_xor_si128(_mm_srli_si128(a, 4), _mm_clmulepi64_si128(_mm_and_si128(a, low32), half, 0));
  __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(a, low32), reduction, 0x10);
  quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, low32), reduction, 0x00);
  uint32_t crc = (uint32_t)_mm_extract_epi32(_mm_xor_si128(a, quotient), 1);

  // Fewer than 16 bytes are left.
  for (; place < count; place++) {
    crc ^= bytes[place];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
#endif

ck_crc32 ck_crc32_select(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1")) return crc32_folded;
#endif
  return 0;
}
