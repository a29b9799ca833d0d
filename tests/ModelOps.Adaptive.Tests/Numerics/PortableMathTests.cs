using System.Globalization;
using ModelOps.Adaptive.Numerics;
using ModelOps.Adaptive.Randomness;

namespace ModelOps.Adaptive.Tests.Numerics;

public sealed class PortableMathTests
{
    // Reads "function hex-double" lines; writes the true value as the nearest double and the rest, so that errors below one unit show.
    private const string Reference = """
        import sys
        from decimal import Decimal as D, getcontext
        from fractions import Fraction
        from math import comb
        getcontext().prec = 60
        getcontext().Emin, getcontext().Emax = -99999, 99999
        B = [Fraction(1)]
        for m in range(1, 62):
            B.append(-sum(comb(m + 1, k) * B[k] for k in range(m)) / (m + 1))
        PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
        def lgamma(x):
            product = D(1)
            while x < 100:
                product *= x
                x += 1
            series = sum(D(B[2*k].numerator) / D(B[2*k].denominator) / (2*k*(2*k-1)) / x**(2*k-1) for k in range(1, 30))
            return (x - D("0.5")) * x.ln() - x + (2 * PI).ln() / 2 + series - product.ln()
        F = {"exp": lambda x: x.exp(), "log": lambda x: x.ln(), "log1p": lambda x: (1 + x).ln() if abs(x) > D("1e-30") else x - x * x / 2, "lgamma": lgamma}
        for line in sys.stdin:
            name, text = line.split()
            true = F[name](D(float.fromhex(text)))
            near = float(true)
            print(near.hex(), float(true - D(near)).hex())
        """;

    [Fact]
    public void Exp_is_within_a_unit_in_the_last_place_of_the_true_value()
    {
        var random = new CounterRandom(1, 0, 0);
        var inputs = Enumerable.Range(0, 800).Select(i => (random.NextUniform() - 0.5) * (i % 4) switch { 0 => 1416, 1 => 40, 2 => 2, _ => 1e-6 });
        WorstError("exp", [.. inputs, 709.78, -708.3, 0.34657359027997264, -1e-300], PortableMath.Exp).ShouldBeLessThan(1.0);
    }

    [Fact]
    public void Log_is_within_a_unit_in_the_last_place_of_the_true_value()
    {
        var random = new CounterRandom(2, 0, 0);
        var spread = Enumerable.Range(0, 400).Select(_ => BitConverter.UInt64BitsToDouble(1 + (ulong)(random.NextUniform() * 0x7fefffffffffffff)));
        var nearOne = Enumerable.Range(0, 400).Select(_ => 1 + ((random.NextUniform() - 0.5) * 0.7));
        WorstError("log", [.. spread, .. nearOne, double.Epsilon, double.MaxValue, 1 - 1e-16, 1 + 3e-16, 1.4142135623730951], PortableMath.Log)
            .ShouldBeLessThan(1.0);
    }

    [Fact]
    public void Log1P_is_within_three_units_in_the_last_place_of_the_true_value()
    {
        var random = new CounterRandom(3, 0, 0);
        var inputs = Enumerable.Range(0, 400).Select(i => (random.NextUniform() - 0.5) * (i % 3) switch { 0 => 1.9, 1 => 1e-5, _ => 1e-12 });
        WorstError("log1p", [.. inputs, 1e-300, 1e10, -0.9999999999], PortableMath.Log1P).ShouldBeLessThan(3.0);
    }

    [Fact]
    public void LogGamma_is_within_1e14_of_the_true_value_relative_to_the_larger_of_it_and_one()
    {
        var random = new CounterRandom(4, 0, 0);
        var inputs = Enumerable.Range(0, 300).Select(i => random.NextOpenUniform() * (i % 3) switch { 0 => 3, 1 => 30, _ => 1e6 }).Append(1e-10).ToList();
        foreach (var (input, near, _) in TrueValues("lgamma", inputs))
            Math.Abs(PortableMath.LogGamma(input) - near).ShouldBeLessThan(1e-14 * Math.Max(1, Math.Abs(near)), $"at {input:R}");
    }

    [Fact]
    public void Exp_at_its_ends_overflows_underflows_and_passes_nan()
    {
        PortableMath.Exp(0).ShouldBe(1);
        PortableMath.Exp(710).ShouldBe(double.PositiveInfinity);
        PortableMath.Exp(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        PortableMath.Exp(double.NegativeInfinity).ShouldBe(0);
        PortableMath.Exp(-745.13).ShouldBe(double.Epsilon);
        PortableMath.Exp(-746).ShouldBe(0);
        PortableMath.Exp(-720).ShouldBe(BitConverter.UInt64BitsToDouble(41132809365), "a subnormal");
        PortableMath.Exp(double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void Log_outside_the_positive_numbers_is_the_limit_or_nan()
    {
        PortableMath.Log(1).ShouldBe(0);
        PortableMath.Log(0).ShouldBe(double.NegativeInfinity);
        PortableMath.Log(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        PortableMath.Log(-1).ShouldBe(double.NaN);
        PortableMath.Log(double.NaN).ShouldBe(double.NaN);
        PortableMath.Log1P(-1).ShouldBe(double.NegativeInfinity);
        PortableMath.Log1P(-2).ShouldBe(double.NaN);
        PortableMath.Log1P(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void LogGamma_of_one_and_two_is_exactly_zero_and_of_nothing_positive_is_refused()
    {
        PortableMath.LogGamma(1).ShouldBe(0);
        PortableMath.LogGamma(2).ShouldBe(0);
        PortableMath.LogGamma(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        PortableMath.LogGamma(double.NaN).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => PortableMath.LogGamma(0));
    }

    [Fact]
    public void LogSumExp_of_far_terms_neither_overflows_nor_loses_the_largest()
    {
        PortableMath.LogSumExp([-10, -12, -11]).ShouldBe(-10.691006324223729 + Math.Log(3), 1e-14);
        PortableMath.LogSumExp([-1e6, 1000]).ShouldBe(1000);
        PortableMath.LogSumExp([]).ShouldBe(double.NegativeInfinity);
        PortableMath.LogSumExp([double.NegativeInfinity]).ShouldBe(double.NegativeInfinity);
        PortableMath.LogSumExp([0, double.NaN]).ShouldBe(double.NaN);
    }

    private static double WorstError(string function, IReadOnlyList<double> inputs, Func<double, double> ours)
    {
        var worst = 0.0;
        foreach (var (input, near, rest) in TrueValues(function, inputs))
            worst = Math.Max(worst, Math.Abs(ours(input) - near - rest) / (Math.BitIncrement(Math.Abs(near)) - Math.Abs(near)));
        return worst;
    }

    private static List<(double Input, double Near, double Remainder)> TrueValues(string function, IReadOnlyList<double> inputs)
    {
        var answers = ChildProcess.Python(Reference, string.Concat(inputs.Select(input => $"{function} {Hex(input)}\n"))).Split('\n');
        return [.. inputs.Select((input, i) => (input, FromHex(answers[i].Split(' ')[0]), FromHex(answers[i].Split(' ')[1])))];
    }

    // Python's float.fromhex and hex: a whole mantissa and a power of two.
    private static string Hex(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = (bits & 0xfffffffffffff) | (exponent == 0 ? 0 : 1UL << 52);
        return $"{(value < 0 ? "-" : "")}0x{mantissa:x}p{Math.Max(exponent, 1) - 1075}";
    }

    private static double FromHex(string text)
    {
        var negative = text.StartsWith('-');
        var parts = text.TrimStart('-')[2..].Split('p');
        var digits = parts[0].Split('.');
        var mantissa = ulong.Parse(string.Concat(digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var power = int.Parse(parts[1], CultureInfo.InvariantCulture) - (digits.Length > 1 ? 4 * digits[1].Length : 0);
        var value = Math.ScaleB(mantissa, power);
        return negative ? -value : value;
    }
}
