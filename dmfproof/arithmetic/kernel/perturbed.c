/* Iterate a certified enclosure of the perturbed pair in binary64: the perturbed kernel.
 *
 *     u+ = (1 - q) u,   v+ = (1 + q) v,   q = eta d2^(N-2) (p - lam),   d1 = u - v,  d2 = u + v,  p = d1 d2^(N-1)
 *
 * u and v are unevaluated sums of two doubles; S and Z bound the sum and the difference of the errors of ln u and
 * ln v.  Near the limit p - lam keeps its relative accuracy by a recursion of its own: `left` is off by at most a part
 * `loss` of itself.  Why every bound is a bound is written out in perturbed.py.  This file only has to keep the order
 * of the operations, round to nearest, and never fuse a product with a sum (-ffp-contract=off).
 */
#include <float.h>
#include <math.h>
#include <stdint.h>

#if FLT_EVAL_METHOD != 0
#error "double arithmetic with excess precision rounds twice; balls serve"
#endif

#define EXPORT __attribute__((visibility("default")))

enum { HITTING, CROSSING };
enum { RUNNING, FOUND, OPEN, BUDGET, RANGE };

static const double LEAST = 0x1p-400, MOST = 0x1p400, PAD = 1 + 0x1p-48, SHARP = 0x1p-36;

struct sum {
    double high, low;
};

/* Multiply u by 1 + rate; |low| <= 2^-53 |high| before and after. */
static inline struct sum grow(struct sum u, double rate)
{
    const double step = rate * u.high, high = u.high + step, part = high - u.high;
    const double lost = (u.high - (high - part)) + (step - part), low = lost + u.low;
    struct sum out = {high + low, 0};
    out.low = low - (out.high - high);
    return out;
}

/* Return by how much p - lam shrinks in a step, 1 - (p - p+)/(p - lam), and enlarge the part by which it is off. */
static inline double shrink(double d1, double d2, double q, double rate, double most, double spread, double unit,
                            int depth, double *loss)
{
    const double n = depth, y = d2 - q * d1, large = d2 * (1 + 1.02 * most) * PAD;
    double mixed = 0, low = 1, high = 1, bound = large; /* sum of d2^j y^(N-2-j); powers of d2 and y; large^N */
    for (int j = 1; j < depth; j++) {
        mixed = mixed * y + low;
        low *= d2, high *= y, bound *= large;
    }
    const double factor = 1 - rate * (d2 * high + d1 * d1 * mixed);
    const double wide = (1.3 + (4.4 * n + 8) * most) * spread, off = 5 * n * n * wide * rate * bound;
    *loss = n * wide <= 0.01 ? (*loss + (1 + *loss) * (off / fabs(factor) + 4 * unit)) * PAD : INFINITY;
    return factor;
}

/* Advance from *step until the event is certain (FOUND), cannot be decided (OPEN), the bounds of perturbed.py do not
 * apply (RANGE), or max_step was tested (BUDGET); stop early after `quota` steps (RUNNING).  All earlier steps are
 * certified to miss.  state: u, v as high and low parts, S, Z, left, loss.  unit: 2^-53; 0 only to show that the tests
 * notice. */
EXPORT int dmf_perturbed_run(int event, int depth, double *state, int64_t *step, int64_t max_step, int64_t quota,
                             double lam, double eta, double eps_low, double eps_high, double unit)
{
    struct sum u = {state[0], state[1]}, v = {state[2], state[3]};
    double S = state[4], Z = state[5], left = state[6], loss = state[7];
    const double n = depth, weight = fabs(lam);
    int status = RUNNING;
    for (; quota > 0; quota--, ++*step) {
        const double d1 = u.high - v.high, d2 = u.high + v.high;
        double power = 1; /* d2^(N-2) */
        for (int j = 2; j < depth; j++)
            power *= d2;
        const double whole = d2 * d2 * power, size = whole + weight, product = d1 * d2 * power;
        const double residual = product - lam, rate = eta * power, most = rate * size;
        const double spread = 0.505 * (S + Z) + 4 * unit; /* of d1 and d2, relative to d2 */
        if (!(most >= LEAST && most <= 0.25 && size >= LEAST && size <= MOST && power >= LEAST && u.high >= LEAST
              && v.high >= LEAST && n * spread <= 0.005)) {
            status = RANGE;
            break;
        }
        if (event == HITTING) {
            const double error = fabs(residual), doubt = (2 * n * spread * whole + 8 * unit * size) * PAD;
            if (!(loss * fabs(left) <= doubt && fabs(left) >= LEAST))
                left = residual, loss = doubt / error;
            const double other = fabs(left), slack = (loss + 4 * unit) * other * PAD;
            if (!(error - doubt > eps_high || other - slack > eps_high)) {
                status = error + doubt <= eps_low || other + slack <= eps_low ? FOUND : OPEN;
                break;
            }
        } else {
            const double doubt = spread * d2 * PAD;
            if (!(d1 > doubt)) {
                status = d1 <= -doubt ? FOUND : OPEN;
                break;
            }
        }
        if (*step >= max_step) {
            status = BUDGET;
            break;
        }
        const double q = rate * residual;
        const double along = rate * ((n - 2) * residual + n * product);
        const double across = rate * ((n - 2) * (d1 / d2) * residual + power * (d2 * d2 + (n - 1) * (d1 * d1)));
        const double doubt = 12 * n * n * spread * most;
        const double A = fabs(across) + doubt, B = 1.08 * (fabs(along) + doubt), top = 1.02 * most;
        const double fresh = unit * ((27 * n + 67) * most + 10 * unit);
        const double later = (fabs(1 - across) + doubt + 1.1 * top * top * A) * Z + B * S + fresh;
        S = (S + top * (B * S + 1.08 * A * Z) + fresh) * PAD;
        Z = later * PAD;
        if (loss > SHARP && event == HITTING)
            left *= shrink(d1, d2, q, rate, most, spread, unit, depth, &loss);
        else
            loss = INFINITY; /* the direct value serves at the next step, too */
        u = grow(u, -q);
        v = grow(v, q);
    }
    state[0] = u.high, state[1] = u.low, state[2] = v.high, state[3] = v.low, state[4] = S, state[5] = Z;
    state[6] = left, state[7] = loss;
    return status;
}
