using Xunit;

namespace ModelOps.Testing.Prerequisites;

/// <summary>What a test needs of the machine.</summary>
public static class Prerequisite
{
    /// <summary>Skips the test with a reason if the machine lacks what it needs; with <c>CI=true</c> it fails instead.</summary>
    /// <param name="present">Whether it is there.</param>
    /// <param name="what">What it is.</param>
    /// <param name="howToInstall">The command that installs it.</param>
    public static void Require(bool present, string what, string howToInstall)
    {
        if (present) return;
        var reason = $"{what} is missing; install it with: {howToInstall}";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
