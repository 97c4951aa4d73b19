"""Writes reference.json: what others get for the same numbers.

pip install scipy==1.17.1 statsmodels==0.15.0 ppi-python==0.2.3; python reference.py > reference.json
"""

import json

import numpy as np
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_confint

random = np.random.default_rng(20261124)
out = {}

out["wilson"] = [
    dict(yes=y, of=n, low=low, high=high)
    for y, n in [(0, 1), (1, 1), (0, 10), (10, 10), (7, 10), (45, 50), (499, 500), (333, 1000)]
    for low, high in [proportion_confint(y, n, alpha=0.05, method="wilson")]
]

out["mcnemar"] = [
    dict(better=b, worse=w, p=mcnemar([[5, b], [w, 5]], exact=True).pvalue)
    for b, w in [(1, 7), (0, 5), (12, 3), (40, 22), (3, 3), (150, 110)]
]

flips = []
for n, exact in [(5, True), (12, True), (16, True), (40, False)]:
    d = np.round(random.normal(0.15, 0.4, n), 3)
    result = stats.permutation_test(
        (d,), np.sum, permutation_type="samples", n_resamples=np.inf if exact else 200_000, rng=7
    )
    flips.append(dict(differences=d.tolist(), exact=exact, p=float(result.pvalue)))
out["sign_flip"] = flips

p = [0.01, 0.04, 0.03, 0.005, 0.2, 0.7]
out["holm"] = dict(p=p, adjusted=multipletests(p, method="holm")[1].tolist())

out["kappa"] = []
for table in ([[20, 5], [10, 15]], [[45, 2], [1, 2]], [[44, 5, 1], [7, 20, 3], [9, 5, 6]], [[0, 3], [4, 0]]):
    k = cohens_kappa(np.array(table))
    out["kappa"].append(dict(table=table, kappa=float(k.kappa), error=float(k.std_kappa)))

ppi = []
for n, N, noise in [(30, 400, 0.1), (50, 60, 0.3), (25, 1000, 0.5)]:
    truth = (random.random(n + N) < 0.7).astype(float)
    judge = np.where(random.random(n + N) < noise, 1 - truth, truth)
    y, f, u = truth[:n], judge[:n], judge[n:]
    low1, high1 = ppi_mean_ci(y, f, u, alpha=0.05, lam=1)
    low, high = ppi_mean_ci(y, f, u, alpha=0.05)
    ppi.append(
        dict(
            labels=y.tolist(), predictions=f.tolist(), others=u.tolist(),
            plain=dict(value=ppi_mean_pointestimate(y, f, u, lam=1).item(), low=low1.item(), high=high1.item()),
            tuned=dict(value=ppi_mean_pointestimate(y, f, u).item(), low=low.item(), high=high.item()),
        )
    )
out["ppi"] = ppi

cases = [np.round(random.normal(random.random(), 0.2, random.integers(1, 5)), 3) for _ in range(25)]
sums, counts = np.array([c.sum() for c in cases]), np.array([len(c) for c in cases])
interval = stats.bootstrap(
    (np.arange(len(cases)),), lambda i: sums[i].sum() / counts[i].sum(), vectorized=False,
    method="percentile", n_resamples=50_000, rng=7,
).confidence_interval
out["bootstrap"] = dict(sums=sums.tolist(), counts=counts.tolist(), low=float(interval.low), high=float(interval.high))

# NormalIndPower: two runs of 50, standard deviation 1; the standard error of one is 1/sqrt(50)
out["detectable"] = dict(error=50**-0.5, difference=NormalIndPower().solve_power(nobs1=50, alpha=0.05, power=0.8))

print("{\n" + ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in out.items()) + "\n}")
