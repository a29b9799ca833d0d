using System.Runtime.Versioning;
using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Tools;

[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Tools_are_found_by_PATH_and_asked_for_their_version()
    {
        using var folder = new TemporaryFolder();
        Tool(folder, "first/python3", "echo Python 3.99.1; echo more");
        Tool(folder, "second/python3", "echo Python 3.1");
        Tool(folder, "second/dotnet", "exit 145");

        var run = await CliRun.In(folder.Path, new() { ["PATH"] = "first:second" }, "doctor", "--json");

        run.Status.ShouldBe(ExitStatus.Ok);
        using var answer = JsonDocument.Parse(run.Out);
        var tools = answer.RootElement.GetProperty("tools").EnumerateArray().ToDictionary(tool => tool.GetProperty("name").GetString()!);
        tools["python3"].GetProperty("path").GetString().ShouldBe(folder["first", "python3"]);
        tools["python3"].GetProperty("version").GetString().ShouldBe("Python 3.99.1");
        tools["dotnet"].GetProperty("version").ValueKind.ShouldBe(JsonValueKind.Null);
        tools.Values.ShouldAllBe(tool => tool.GetProperty("needed_for").GetString()!.Length > 0);
    }

    [Fact]
    public async Task Missing_and_unexecutable_tools_are_not_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bin/python3", "not executable");

        var run = await CliRun.In(folder.Path, new() { ["PATH"] = "bin" }, "doctor");

        run.Status.ShouldBe(ExitStatus.Ok);
        run.Out.Split('\n')[1].ShouldMatch("^python3 +- +not found +running models");
    }

    [Fact]
    public async Task File_that_is_no_program_has_no_version()
    {
        using var folder = new TemporaryFolder();
        Executable(folder.Write("bin/python3", "\0\0\0"));

        var run = await CliRun.In(folder.Path, new() { ["PATH"] = "bin" }, "doctor");

        run.Out.Split('\n')[1].ShouldStartWith("python3  -");
    }

    private static void Tool(TemporaryFolder folder, string path, string script) => Executable(folder.Write(path, $"#!/bin/sh\n{script}\n"));

    private static void Executable(string path) => File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
