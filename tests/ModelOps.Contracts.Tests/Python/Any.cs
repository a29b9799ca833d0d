using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ModelOps.Contracts.Tests.Python;

/// <summary>Random values that a study could hold, the awkward ones included.</summary>
internal static class Any
{
    /// <summary>Finite doubles of every exponent, subnormals included, and plain decimals.</summary>
    public static Gen<double> Double { get; } = Gen.OneOf(
        Gen.Choose(0, 255).ArrayOf(8).Select(bits => BitConverter.ToDouble([.. bits.Select(bit => (byte)bit)])).Where(double.IsFinite),
        from digits in Gen.Choose(-99999, 99999) from power in Gen.Choose(-25, 25) select double.Parse($"{digits}e{power}", CultureInfo.InvariantCulture));

    /// <summary>Texts of control characters, quotes, Latin, the upper end of the basic plane and beyond it; no lone surrogates.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
            Gen.Choose(0, 0x7f), Gen.Elements('"', '\\', '/', '\x7f', '\u2028').Select(c => (int)c), Gen.Choose(0xa0, 0x2ff),
            Gen.Choose(0xd000, 0xd7ff), Gen.Choose(0xe000, 0xffff), Gen.Choose(0x10000, 0x10ffff))
        .ListOf().Select(points => string.Concat(points.Take(12).Select(char.ConvertFromUtf32)));

    /// <summary>Some of them.</summary>
    public static IReadOnlyList<T> Samples<T>(this Gen<T> generator, int count) => [.. generator.Sample(30, count)];
}
