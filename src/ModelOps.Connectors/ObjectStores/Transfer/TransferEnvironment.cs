using System.Globalization;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>Reads what the environment says of all stores.</summary>
internal static class TransferEnvironment
{
    private const string Timeout = "MODELOPS_EXT_TIMEOUT";
    private const double LongestTimeoutSeconds = 86_400;

    private static readonly HashSet<string> True = new(["true", "1", "yes", "on"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings.</summary>
    /// <exception cref="InvalidInputException">Code <c>store_settings_invalid</c>.</exception>
    public static TransferSettings Read(Func<string, string?> environment)
    {
        var settings = new TransferSettings { AllowsMissingDigest = environment("MODELOPS_ALLOW_STAT_WITHOUT_SHA") is { } allowed && True.Contains(allowed) };
        if (environment(Timeout) is not { } text) return settings;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeoutSeconds
            ? settings with { Timeout = TimeSpan.FromSeconds(seconds) }
            : throw new InvalidInputException("store_settings_invalid", $"{Timeout} is '{text}'; expected seconds above 0, at most a day.");
    }
}
