namespace ModelOps.Bench.Search;

/// <summary>Five functions of five variables with the optimum 0 at <see cref="Shift"/>, inside the box [-5, 5]^5.</summary>
internal static class TestFunctions
{
    public const int Dimensions = 5;

    private static readonly double[] Shift = [1, -1.5, 2, -0.5, 2.5];

    // numpy 1.24: numpy.linalg.qr(numpy.random.RandomState(7).randn(5, 5))[0].
    private static readonly double[][] Rotation =
    [
        [-0.5945128928843499, -0.33364652269053185, -0.06853057620471179, -0.16539548752581693, -0.7093534456968158],
        [-0.0007264070111552582, -0.0009215926411033544, 0.982966229846229, -0.17600968586670312, -0.05288293167793333],
        [0.219946722945882, -0.42706031441054193, -0.13791387083398948, -0.8364506607220837, 0.22488437769243075],
        [0.5110663234856498, 0.5333790255420736, -0.0829773544552165, -0.28673374825800857, -0.6043314855012729],
        [-0.5805071443069103, 0.6494655121951258, -0.056351344137825964, -0.39974863723933374, 0.2796990470432722],
    ];

    public static IReadOnlyList<(string Name, Func<double[], double> Function)> All { get; } =
    [
        ("sphere", Sphere), ("ellipsoid", Ellipsoid), ("Rosenbrock", Rosenbrock), ("Rastrigin", Rastrigin), ("Ackley", Ackley),
    ];

    /// <summary>Branin's function of two variables; its least value is 0.397887.</summary>
    public static double Branin(double[] x)
    {
        var valley = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    /// <summary>Hartmann's function of six variables; its least value is -3.32237.</summary>
    public static double Hartmann(double[] x)
    {
        double[] heights = [1, 1.2, 3, 3.2];
        double[][] widths = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] centres =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return -heights.Select((height, i) => height * Math.Exp(-x.Select((value, j) => widths[i][j] * Math.Pow(value - centres[i][j], 2)).Sum())).Sum();
    }

    private static double Sphere(double[] x) => Centred(x).Sum(z => z * z);

    // Condition number 10^6, axes turned by the rotation.
    private static double Ellipsoid(double[] x)
    {
        var z = Centred(x);
        return Rotation.Select((row, i) => Math.Pow(10, 6.0 * i / (Dimensions - 1)) * Math.Pow(row.Zip(z, (r, v) => r * v).Sum(), 2)).Sum();
    }

    private static double Rosenbrock(double[] x)
    {
        var z = Centred(x).ConvertAll(v => v + 1);
        return Enumerable.Range(0, Dimensions - 1).Sum(i => (100 * Math.Pow(z[i + 1] - (z[i] * z[i]), 2)) + Math.Pow(1 - z[i], 2));
    }

    private static double Rastrigin(double[] x) => Centred(x).Sum(z => 10 + (z * z) - (10 * Math.Cos(2 * Math.PI * z)));

    private static double Ackley(double[] x)
    {
        var z = Centred(x);
        var distance = Math.Sqrt(z.Sum(v => v * v) / Dimensions);
        var waves = z.Sum(v => Math.Cos(2 * Math.PI * v)) / Dimensions;
        return -20 * Math.Exp(-0.2 * distance) - Math.Exp(waves) + 20 + Math.E;
    }

    private static List<double> Centred(double[] x) => [.. x.Zip(Shift, (value, shift) => value - shift)];
}
