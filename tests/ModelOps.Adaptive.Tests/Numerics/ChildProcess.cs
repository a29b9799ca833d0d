using System.Diagnostics;

namespace ModelOps.Adaptive.Tests.Numerics;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    private static readonly Lazy<string?> Scipy = new(() =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => ExitsCleanly(python, "-c", "import scipy.stats.qmc")));

    /// <summary>Standard output of a Python script given <paramref name="input"/>; a failing script fails the test with its traceback.</summary>
    public static string Python(string script, string input, string python = "python3")
    {
        var (status, output, error) = Run(python, ["-c", script], [], input);
        status.ShouldBe(0, error);
        return output;
    }

    /// <summary>A Python with SciPy; without one the test is skipped, and fails where CI=true.</summary>
    public static string PythonWithScipy()
    {
        if (Scipy.Value is { } python) return python;
        Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "python3-scipy is not installed");
        Assert.Skip("python3-scipy is not installed");
        throw new UnreachableException();
    }

    public static (int Status, string Output, string Error) Run(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, string input = "")
    {
        using var process = new Process { StartInfo = new(program, arguments) };
        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        foreach (var (name, value) in environment) process.StartInfo.Environment[name] = value;
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static bool ExitsCleanly(string program, params string[] arguments)
    {
        try
        {
            return Run(program, arguments, []).Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
