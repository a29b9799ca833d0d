namespace ModelOps.Keeper.Gates;

/// <summary>The variable by which an operator stops every change at once; nothing overrides it.</summary>
public static class KillSwitch
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "MODEKEEPER_KILL_SWITCH";

    private static readonly string[] Off = ["", "0", "false", "no", "off"];

    /// <summary>Whether changes are stopped: any value does, but empty, <c>0</c>, <c>false</c>, <c>no</c> and <c>off</c> (in any case of letters).</summary>
    /// <param name="value">The variable's value; <see langword="null"/> if it is not set.</param>
    public static bool IsActive(string? value) => !Off.Contains((value ?? "").Trim(), StringComparer.OrdinalIgnoreCase);
}
