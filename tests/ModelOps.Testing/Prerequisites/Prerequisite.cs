using Xunit;

namespace ModelOps.Testing.Prerequisites;

/// <summary>What a test needs from its machine: a tool, a server, installed packages.</summary>
public static class Prerequisite
{
    /// <summary>
    /// Goes on if the prerequisite is there. Otherwise skips the test with the reason, or fails it where the environment says
    /// <c>CI=true</c>: a machine that judges must have everything.
    /// </summary>
    /// <param name="present">Whether it is there.</param>
    /// <param name="what">What is needed, as a noun.</param>
    /// <param name="howToInstall">The command that brings it.</param>
    public static void Require(bool present, string what, string howToInstall)
    {
        if (present) return;
        var reason = $"This test needs {what}, which is missing. Install it: {howToInstall}";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
