namespace ModelOps.Keeper.Envelope;

/// <summary>The switch that stops every change, whatever license or plan there is.</summary>
public static class KillSwitch
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "MODEKEEPER_KILL_SWITCH";

    private static readonly string[] Off = ["", "0", "false", "no", "off"];

    /// <summary>Whether the switch is on: any value but none, <c>0</c>, <c>false</c>, <c>no</c> and <c>off</c>, in any case.</summary>
    /// <param name="value">The variable's value; <see langword="null"/> if it is not set.</param>
    public static bool IsActive(string? value) => value is not null && !Off.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);
}
