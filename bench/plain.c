/* The yardstick: gradient descent in plain binary64, one draw at a time, without any error bound. */
#include <stdint.h>

int64_t plain_hit(int depth, double lam, double alpha, double eta, double eps, int64_t max_steps)
{
    double d = alpha;
    for (int64_t k = 0; k < max_steps; k++) {
        double power = d;
        for (int j = 2; j < depth; j++)
            power *= d;
        double w = lam - power * d;
        if (w <= eps)
            return k;
        d += eta * power * w;
    }
    return max_steps;
}
