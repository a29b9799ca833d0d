using System.Globalization;
using System.Text.Json;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Testing.Processes;

namespace ModelOps.Execution.Tests.Environments;

/// <summary>The program that installs, beside an <c>uv</c> that records how it is called.</summary>
public sealed class InstallerTests : IDisposable
{
    private const string Recording = """
        #!/bin/sh
        echo "$@" >> "$(dirname "$0")/calls"
        if [ "$1" = venv ]; then
            for folder; do :; done
            exec python3 -I -m venv --without-pip "$folder"
        fi
        echo "what an installer prints"
        """;

    private const string Hanging = Recording + "\necho $$ > \"$(dirname \"$0\")/pid.part\"; mv \"$(dirname \"$0\")/pid.part\" \"$(dirname \"$0\")/pid\"; exec tail -f /dev/null\n";

    private readonly WheelBundle _bundle = new();

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public async Task Uv_installs_what_a_lock_file_says_and_its_output_is_not_the_answer()
    {
        _bundle.Write("uv.lock", "version = 1\n");
        _bundle.Write("pyproject.toml", "[project]\nname = 'x'\nversion = '1'\n");
        var answers = await AnswersAsync(Recording);
        answers[0].GetProperty("installing").GetString().ShouldBe("uv.lock");
        File.Exists(answers[1].GetProperty("python").GetString()).ShouldBeTrue();
        var calls = await File.ReadAllLinesAsync(_bundle.Path("uv/calls"), TestContext.Current.CancellationToken);
        calls.Length.ShouldBe(2);
        calls[0].ShouldStartWith("venv --clear --python ");
        calls[1].ShouldStartWith("sync --frozen --no-install-project --no-dev ");
        calls[1].ShouldEndWith($"--project {_bundle.Root}");
    }

    [Fact]
    public async Task Uv_installs_a_requirements_file()
    {
        await AnswersAsync(Recording);
        (await File.ReadAllTextAsync(_bundle.Path("uv/calls"), TestContext.Current.CancellationToken))
            .ShouldMatch("(?s)^venv .*\npip install --compile-bytecode --python \\S+ -r requirements.txt\n$");
    }

    [Fact]
    public async Task Lock_file_without_uv_says_what_to_install()
    {
        _bundle.Write("uv.lock", "version = 1\n");
        _bundle.Write("pyproject.toml", "[project]\nname = 'x'\nversion = '1'\n");
        var answer = (await AnswersAsync(uv: null))[^1];
        answer.GetProperty("error").GetString().ShouldBe("uv_missing");
        answer.GetProperty("message").GetString()!.ShouldContain("uv.lock");
    }

    [Fact]
    public async Task Installer_dies_with_who_asked_for_it_and_the_next_one_starts_anew()
    {
        using (var first = Start(Hanging))
        {
            (await first.ReadLineAsync()).ShouldNotBeNull().ShouldContain("installing");
            var pid = int.Parse(await TextOfAsync(_bundle.Path("uv/pid")), CultureInfo.InvariantCulture);
            // Closes its input, as the end of the process that asked does.
            await first.ReadToEndAsync();
            await RunningProcess.EndAsync(pid);
        }
        var python = (await AnswersAsync(Recording))[^1].GetProperty("python").GetString();
        Directory.GetDirectories(_bundle.Cache).ShouldBe([Path.GetDirectoryName(Path.GetDirectoryName(python))!]);
    }

    private async Task<List<JsonElement>> AnswersAsync(string? uv)
    {
        using var installer = Start(uv);
        var answers = new List<JsonElement>();
        while (await installer.ReadLineAsync() is { } line) answers.Add(JsonElement.Parse(line));
        return answers;
    }

    private TestProcess Start(string? uv)
    {
        // Without one of the machine's own.
        var path = string.Join(':', Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(folder => !File.Exists(Path.Combine(folder, "uv"))));
        if (uv is not null)
        {
            Directory.CreateDirectory(_bundle.Path("uv"));
            File.WriteAllText(_bundle.Path("uv/uv"), uv);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_bundle.Path("uv/uv"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
        var script = Path.Combine(AppContext.BaseDirectory, "workers", "mops_environment.py");
        return TestProcess.Launch("env", $"PATH={_bundle.Path("uv")}:{path}", "python3", script, _bundle.Root, _bundle.Bind().Content.ToString(), _bundle.Cache);
    }

    private static async Task<string> TextOfAsync(string path)
    {
        await RunningProcess.UntilAsync(() => File.Exists(path));
        return await File.ReadAllTextAsync(path);
    }
}
