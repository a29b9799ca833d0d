using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Randomness;
using ModelOps.Adaptive.Search;
using ModelOps.Adaptive.Tests.Numerics;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Adaptive.Tests.Search;

/// <summary>
/// The first 40 trials of each search on a mixed space (Nelder-Mead without its choices), bit for bit. The file is changed only together
/// with an algorithm, on purpose, as every study digest changes with it.
/// </summary>
public sealed class GoldenStudyTests
{
    private const string Masked = "MOPS_TEST_EXPECTS_NO_FMA";

    [Fact]
    public void Trials_and_numbers_are_the_golden_ones_bit_for_bit()
    {
        if (Environment.GetEnvironmentVariable(Masked) is not null) Fma.IsSupported.ShouldBeFalse("the mask has no effect");
        using var stream = typeof(GoldenStudyTests).Assembly.GetManifestResourceStream("golden-study.txt")!;
        using var reader = new StreamReader(stream);
        Study().ShouldBe(reader.ReadToEnd());
    }

    [Fact]
    public void Golden_study_is_the_same_in_a_process_without_avx2_and_fma()
    {
        var (status, output, error) = ChildProcess.Run(
            Environment.ProcessPath!,
            ["--filter-method", $"*{nameof(Trials_and_numbers_are_the_golden_ones_bit_for_bit)}"],
            [new("DOTNET_EnableAVX2", "0"), new("DOTNET_EnableFMA", "0"), new("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA"), new(Masked, "1")]);
        status.ShouldBe(0, output + error);
        output.ShouldContain("succeeded: 1");
    }

    private static string Study()
    {
        var text = new StringBuilder();
        foreach (var name in BuiltinSearches.Names) AppendTrials(text, name, "{}");
        AppendTrials(text, "sobol", """{"scramble": true}""");
        AppendTrials(text, "cmaes", """{"population": 4, "sigma": 0.5, "restarts": 2}""");
        return text.Append(CultureInfo.InvariantCulture, $"numbers {Numbers()}\n").ToString();
    }

    private static void AppendTrials(StringBuilder text, string name, string options)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name} {options}\n");
        foreach (var result in Searches.Run(Searches.Create(name, Searches.SpaceOf(name), 1978, options: options), Searches.SometimesFailing, 40))
        {
            var loss = result.Status == TrialStatus.Completed ? Bits(result.Loss) : "failed";
            text.Append(loss).Append(' ').AppendJoin(' ', result.Parameters.Values.Select(pair => $"{pair.Key}={Bits(pair.Value)}")).Append('\n');
        }
    }

    private static string Bits(ParameterValue value) => value.Value is double number ? Bits(number) : value.Canonical;

    private static string Bits(double number) => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture);

    // A digest of the functions and losses over many arguments.
    private static string Numbers()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new CounterRandom(1978, 99, 0);
        for (var i = 0; i < 5000; i++)
        {
            var x = random.NextGaussian() * 10;
            double[] results =
            [
                x, PortableMath.Exp(x), PortableMath.Log(Math.Abs(x)), PortableMath.Log1P(Math.Abs(x)), PortableMath.LogGamma(Math.Abs(x)),
                Likelihoods.Poisson(i % 50, Math.Abs(x)), Likelihoods.NegativeBinomial(i % 50, Math.Abs(x), 2), Likelihoods.Binomial(i % 50, 60, x / 100),
            ];
            foreach (var result in results) hash.AppendData(BitConverter.GetBytes(result));
        }
        var target = Tests.Objectives.Targets.Align(Tests.Objectives.Targets.Define(LossKind.Poisson), [3, 8], [2.5, 9.25], [0.1, 12]);
        hash.AppendData(BitConverter.GetBytes(Objective.Evaluate([target]).Loss));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
