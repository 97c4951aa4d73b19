// Plots.
