using ModelOps.Model;

namespace ModelOps.Bench.Execution;

/// <summary>A model of a known length: <c>loops</c> rounds of arithmetic, then one table of ten rows.</summary>
public sealed class SpinModel : ISimulationModel
{
    private const int Rows = 10;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, Table> Simulate(Parameters parameters, ulong seed)
    {
        var x = parameters.Float("x") + (seed & 1023);
        for (var i = parameters.Int("loops"); i > 0; i--) x = x * 0.999 + 0.5;
        var days = new long[Rows];
        var values = new double[Rows];
        for (var i = 0; i < Rows; i++) (days[i], values[i]) = (i, x);
        return new Dictionary<string, Table>(StringComparer.Ordinal) { ["t"] = new() { { "day", days }, { "x", values } } };
    }

    /// <summary>The rounds that take so long on this machine now.</summary>
    public static long Calibrate(double microseconds)
    {
        const long Loops = 20_000;
        var model = new SpinModel();
        var parameters = new Parameters { ["x"] = 0.5, ["loops"] = Loops };
        var best = double.PositiveInfinity;
        for (var i = 0; i < 500; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            model.Simulate(parameters, 1);
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalMicroseconds);
        }
        return (long)Math.Round(microseconds / best * Loops);
    }
}
