using System.Globalization;
using Influenza1978;
using ModelOps.Examples.Tests.Programs;
using ModelOps.Model;

namespace ModelOps.Examples.Tests.Influenza;

/// <summary>Curves of the .NET model and their distance from the data.</summary>
internal static class SirCurves
{
    /// <summary>The data file.</summary>
    public static string DataFile => Repository.At("examples", "influenza-1978", "data", "in_bed.csv");

    /// <summary>The boys in bed by day, as observed.</summary>
    public static double[] Observed() =>
        [.. File.ReadLines(DataFile).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];

    /// <summary>The boys in bed by day, as the .NET model has them.</summary>
    public static double[] Cases(double beta, double gamma) => (double[])InBed(beta, gamma).Single(column => column.Key == "cases").Value;

    /// <summary>The table of the .NET model.</summary>
    public static Table InBed(double beta, double gamma) =>
        new Sir().Simulate(new Parameters { ["beta"] = beta, ["gamma"] = gamma }, seed: 0)["in_bed"];

    /// <summary>The mean squared error of the .NET model.</summary>
    public static double MeanSquaredError(double beta, double gamma) =>
        Cases(beta, gamma).Zip(Observed(), (simulated, observed) => (simulated - observed) * (simulated - observed)).Average();
}
