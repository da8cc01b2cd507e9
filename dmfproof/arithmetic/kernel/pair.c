/* Iterate certified enclosures of gradient descent for many draws at once: the pair kernel.
 *
 *     d(k+1) = d - eta d^(N-1) (d^N - lam)
 *
 * A lane carries [x, X] around d(k) and [y, Y] around the distance w = |d^N - lam|.  Operation for operation this is
 * numpy_kernel.py, so the two agree bit for bit; why every bound is a bound, and the count of roundings, is written
 * out in rounding.py.  This file only has to keep the order of the operations, round to nearest, and never fuse a
 * product with a sum (-ffp-contract=off).
 *
 * The file includes itself once for every instruction set: the part below `#else` is the body, written over a vector
 * type VD of W doubles.  On x86-64 the widest set that the processor has is chosen at run time.
 */
#ifndef W

#include <float.h>
#include <stdint.h>
#include <string.h>

#if !defined(__GNUC__)
#error "written for GCC and Clang; elsewhere the NumPy kernel serves"
#endif
#if FLT_EVAL_METHOD != 0
#error "double arithmetic with excess precision rounds twice; the NumPy kernel serves"
#endif

#define EXPORT __attribute__((visibility("default")))
#define INLINE static inline __attribute__((always_inline))

/* The columns of a row, in the order of entry.py. */
enum { D_LOW, D_HIGH, W_LOW, W_HIGH, LAM, SLACK, ETA_LOW, ETA_HIGH, EPS_LOW, EPS_HIGH, TOP, COLUMNS };
enum { BELOW, ABOVE, DOWN };
enum { RUNNING, HIT, UNDECIDED, BUDGET };
enum { LANES = 32 };

struct rounding {
    double one_low, one_high, relative; /* see rounding.py */
    int64_t nudge;                      /* 1: next double outward; 0 only to show that the tests notice */
};

typedef double block[COLUMNS][LANES];

/* A lane without a draw: eta = 0 keeps it at rest among normal numbers. */
static const double PARKED[COLUMNS] = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 2};

static void fill(block b, int lane, const double *row)
{
    for (int c = 0; c < COLUMNS; c++)
        b[c][lane] = row[c];
}

static void move(block b, int from, int to)
{
    for (int c = 0; c < COLUMNS; c++)
        b[c][to] = b[c][from];
}

INLINE double neighbour(double v, int64_t ulps)
{
    int64_t bits;
    memcpy(&bits, &v, sizeof bits);
    bits += ulps;
    memcpy(&v, &bits, sizeof v);
    return v;
}

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define NAME(stem) JOIN(stem, SUFFIX)

#define W 1
#define SUFFIX _plain
#define TARGET
#define VD double
#define SET1(v) (v)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define GREATER(a, b) ((unsigned)((a) > (b)))
#define NEXT(v, ulps) neighbour(v, ulps)
#include "pair.c"

#ifdef __x86_64__
#define SIMD 1
#include <immintrin.h>

#define W 2
#define SUFFIX _sse2
#define TARGET
#define VD __m128d
#define SET1(v) _mm_set1_pd(v)
#define MIN(a, b) _mm_min_pd(a, b)
#define MAX(a, b) _mm_max_pd(a, b)
#define GREATER(a, b) ((unsigned)_mm_movemask_pd(_mm_cmpgt_pd(a, b)))
#define NEXT(v, ulps) _mm_castsi128_pd(_mm_add_epi64(_mm_castpd_si128(v), _mm_set1_epi64x(ulps)))
#include "pair.c"

#define W 4
#define SUFFIX _avx2
#define TARGET __attribute__((target("avx2")))
#define VD __m256d
#define SET1(v) _mm256_set1_pd(v)
#define MIN(a, b) _mm256_min_pd(a, b)
#define MAX(a, b) _mm256_max_pd(a, b)
#define GREATER(a, b) ((unsigned)_mm256_movemask_pd(_mm256_cmp_pd(a, b, _CMP_GT_OQ)))
#define NEXT(v, ulps) _mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(v), _mm256_set1_epi64x(ulps)))
#include "pair.c"

#define W 8
#define SUFFIX _avx512
#define TARGET __attribute__((target("avx512f")))
#define VD __m512d
#define SET1(v) _mm512_set1_pd(v)
#define MIN(a, b) _mm512_min_pd(a, b)
#define MAX(a, b) _mm512_max_pd(a, b)
#define GREATER(a, b) ((unsigned)_mm512_cmp_pd_mask(a, b, _CMP_GT_OQ))
#define NEXT(v, ulps) _mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(v), _mm512_set1_epi64(ulps)))
#include "pair.c"
#endif

/* Return the widest instruction set that can be used here: 0 plain C, 1 SSE2, 2 AVX2, 3 AVX-512. */
EXPORT int dmf_pair_level(void)
{
#ifdef SIMD
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f"))
        return 3;
    return __builtin_cpu_supports("avx2") ? 2 : 1;
#else
    return 0;
#endif
}

/* Advance every draw whose status is RUNNING until it is decided, undecided, or at step max_step; stop early after
 * about `quota` passes, so that the caller can be interrupted.  rows: count x COLUMNS, updated for the draws that
 * still run; step: the step that a row belongs to, then the step of the answer.  Return how many still run, or -1 if
 * the instruction set, mode or depth is not offered. */
EXPORT int64_t dmf_pair_run(int level, int mode, int depth, int64_t count, double *rows, int64_t *step, int8_t *status,
                            int64_t max_step, int64_t quota, double one_low, double one_high, double relative,
                            int64_t nudge)
{
    const struct rounding r = {one_low, one_high, relative, nudge};
    if (level < 0 || level > dmf_pair_level() || mode < BELOW || mode > DOWN || depth < 2 || depth > 16)
        return -1;
#ifdef SIMD
    if (level == 3)
        return run_avx512(mode, depth, count, rows, step, status, max_step, quota, &r);
    if (level == 2)
        return run_avx2(mode, depth, count, rows, step, status, max_step, quota, &r);
    if (level == 1)
        return run_sse2(mode, depth, count, rows, step, status, max_step, quota, &r);
#endif
    return run_plain(mode, depth, count, rows, step, status, max_step, quota, &r);
}

#else /* the body, once for every vector type */

/* Test W draws at their current step and take the next step.  Bits 0..W-1 of the answer: not certified to miss;
 * bits 16..: certified to hit. */
INLINE TARGET unsigned NAME(advance)(block b, int at, const int mode, int depth, const struct rounding *r)
{
#define COLUMN(c) (*(VD *)&b[c][at])
    const VD one = SET1(1.0), zero = SET1(0.0);
    const VD eta_low = COLUMN(ETA_LOW), eta_high = COLUMN(ETA_HIGH), lam = COLUMN(LAM);
    VD x = COLUMN(D_LOW), X = COLUMN(D_HIGH);
    VD x2 = one, X2 = one; /* powers N-2, N-1, N of the ends */
    if (depth > 2) {
        x2 = x, X2 = X;
        for (int j = 3; j < depth; j++)
            x2 = x2 * x, X2 = X2 * X;
    }
    const VD x1 = x2 * x, X1 = X2 * X, x0 = x1 * x, X0 = X1 * X;
    unsigned miss, open;

    if (mode == DOWN) { /* lam <= 0; the column holds |lam| */
        miss = GREATER(x0, COLUMN(EPS_HIGH));
        open = GREATER(X0, COLUMN(EPS_LOW));
        COLUMN(D_LOW) = NEXT(x - eta_high * x1 * (x0 + lam), -r->nudge);
        COLUMN(D_HIGH) = MIN(COLUMN(TOP), NEXT(X - eta_low * X1 * (X0 + lam), r->nudge));
    } else {
        VD y = COLUMN(W_LOW), Y = COLUMN(W_HIGH);
        VD t = one, T = one;
        const VD e = eta_low * x2, E = eta_high * X2;
        if (mode == BELOW) {
            const VD slack = COLUMN(SLACK), c = lam - x0, C = lam - X0;
            y = MAX(y, C - slack), Y = MIN(Y, c + slack);
            const VD s = one + e * y, S = one + E * Y;
            for (int j = 1; j < depth; j++)
                t = t * s + one, T = T * S + one;
            COLUMN(D_LOW) = NEXT(x + e * x * MAX(y, c - slack), -r->nudge);
            COLUMN(D_HIGH) = NEXT(X + E * X * MAX(zero, MIN(Y, C + slack)), r->nudge);
        } else {
            const VD c = x0 - lam, C = X0 - lam, slack = SET1(r->relative) * x0, Slack = SET1(r->relative) * X0;
            y = MAX(y, c - slack), Y = MIN(Y, C + Slack);
            const VD s = one - E * Y, S = one - e * y;
            for (int j = 1; j < depth; j++)
                t = t * s + one, T = T * S + one;
            COLUMN(D_LOW) = NEXT(x - eta_high * x1 * MAX(zero, MIN(Y, c + slack)), -r->nudge);
            COLUMN(D_HIGH) = MIN(COLUMN(TOP), NEXT(X - eta_low * X1 * MAX(y, C - Slack), r->nudge));
        }
        miss = GREATER(y, COLUMN(EPS_HIGH));
        if (mode == ABOVE)
            miss &= GREATER(x0, COLUMN(SLACK)); /* the column holds the floor of x^N */
        open = GREATER(Y, COLUMN(EPS_LOW));
        COLUMN(W_LOW) = y * (SET1(r->one_low) - E * X * X1 * T);
        COLUMN(W_HIGH) = Y * (SET1(r->one_high) - e * x * x1 * t);
    }
    const unsigned all = (1u << W) - 1u;
    return (all & ~miss) | (all & ~open) << 16;
#undef COLUMN
}

/* Step all groups of lanes until one of the first `active` lanes ends or the clock reaches `stop`. */
INLINE TARGET int64_t NAME(sweep)(block b, int active, const int mode, int depth, const struct rounding *r,
                                  int64_t clock, int64_t stop, unsigned *found)
{
    const int groups = (active + W - 1) / W;
    const unsigned last = (1u << (active - (groups - 1) * W)) - 1u;
    for (;; clock++) {
        unsigned any = 0;
        for (int g = 0; g < groups; g++) {
            found[g] = NAME(advance)(b, g * W, mode, depth, r);
            any |= found[g] & (g == groups - 1 ? last : ~0u);
        }
        if ((any & 0xffffu) != 0 || clock == stop)
            return clock;
    }
}

static TARGET int64_t NAME(run)(int mode, int depth, int64_t count, double *rows, int64_t *step, int8_t *status,
                                int64_t max_step, int64_t quota, const struct rounding *r)
{
    block b __attribute__((aligned(64)));
    int64_t owner[LANES], base[LANES]; /* base + clock is the step that a lane is at */
    unsigned found[LANES];
    int64_t next = 0, clock = 0, still = 0;
    int active = 0;
    for (int lane = 0; lane < LANES; lane++)
        fill(b, lane, PARKED);
    for (;;) {
        for (; active < LANES && next < count; next++) {
            if (status[next] != RUNNING)
                continue;
            fill(b, active, rows + next * COLUMNS);
            owner[active] = next, base[active] = step[next] - clock;
            active++;
        }
        if (active == 0 || clock >= quota)
            break;
        int64_t stop = quota - 1;
        for (int lane = 0; lane < active; lane++)
            if (max_step - base[lane] < stop)
                stop = max_step - base[lane];
        if (mode == BELOW)
            clock = NAME(sweep)(b, active, BELOW, depth, r, clock, stop, found);
        else if (mode == ABOVE)
            clock = NAME(sweep)(b, active, ABOVE, depth, r, clock, stop, found);
        else
            clock = NAME(sweep)(b, active, DOWN, depth, r, clock, stop, found);
        for (int lane = active - 1; lane >= 0; lane--) { /* from the end: a hole is filled by a lane already seen */
            const unsigned bits = found[lane / W] >> (lane % W);
            const int ended = bits & 1u ? (bits >> 16 & 1u ? HIT : UNDECIDED) : BUDGET;
            if (ended == BUDGET && base[lane] + clock < max_step)
                continue;
            status[owner[lane]] = (int8_t)ended;
            step[owner[lane]] = base[lane] + clock;
            active--;
            move(b, active, lane), owner[lane] = owner[active], base[lane] = base[active];
            fill(b, active, PARKED);
        }
        clock++;
    }
    for (int lane = 0; lane < active; lane++) {
        for (int c = 0; c < COLUMNS; c++)
            rows[owner[lane] * COLUMNS + c] = b[c][lane];
        step[owner[lane]] = base[lane] + clock;
    }
    for (int64_t i = 0; i < count; i++)
        still += status[i] == RUNNING;
    return still;
}

#undef W
#undef SUFFIX
#undef TARGET
#undef VD
#undef SET1
#undef MIN
#undef MAX
#undef GREATER
#undef NEXT
#endif
