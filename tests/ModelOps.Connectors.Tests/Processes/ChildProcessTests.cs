using System.Text;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Connectors.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        using var child = Shell("printf '[%s]' \"$@\"", "a b", "$(id)", "é'\"", "");
        (await TextAsync(child)).ShouldBe("[a b][$(id)][é'\"][]");
        (await child.Exit.WaitAsync(Patience)).ShouldBe(0);
    }

    [Fact]
    public async Task Environment_and_working_directory_are_set()
    {
        using var folder = new TemporaryFolder();
        using var child = ChildProcess.Start(new("/bin/sh", ["-c", "echo $MARK $PWD"])
        {
            WorkingDirectory = folder.Path,
            Environment = new Dictionary<string, string> { ["MARK"] = "here" },
        });
        (await TextAsync(child)).ShouldBe($"here {folder.Path}\n");
    }

    [Fact]
    public async Task Input_is_read_by_the_child()
    {
        using var child = Shell("cat");
        child.Input.Write("hello"u8);
        child.Input.Flush();
        child.CloseInput();
        (await TextAsync(child)).ShouldBe("hello");
    }

    [Fact]
    public async Task Error_output_is_drained_and_its_end_kept()
    {
        using var child = Shell("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo 'the end' >&2; exit 7");
        (await child.Exit.WaitAsync(Patience)).ShouldBe(7);
        await child.ErrorsDrained.WaitAsync(Patience);
        child.ErrorTail.ShouldEndWith("xxthe end\n");
        child.ErrorTail.ShouldStartWith("…");
        child.ErrorTail.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task Signal_is_told_as_128_and_its_number()
    {
        using var child = Shell("kill -SEGV $$");
        (await child.Exit.WaitAsync(Patience)).ShouldBe(128 + 11);
    }

    [Fact]
    public async Task Kill_ends_a_group_with_all_that_it_started()
    {
        // setsid makes the shell the leader of a group, as workers make themselves.
        using var child = ChildProcess.Start(new("setsid", ["sh", "-c", "trap '' TERM; sleep 1000 & echo $!; wait"]));
        using var reader = new StreamReader(child.Output);
        var grandchild = await reader.ReadLineAsync().WaitAsync(Patience);
        child.Kill();
        (await child.Exit.WaitAsync(Patience)).ShouldBe(128 + 9);
        // The end of the pipe is the event that the last process of the group is gone.
        (await reader.ReadToEndAsync().WaitAsync(Patience)).ShouldBe("", grandchild);
        child.Kill();
    }

    [Fact]
    public void Missing_program_is_named() =>
        Should.Throw<OutsideException>(() => ChildProcess.Start(new("no-such-program", []))).Code.ShouldBe("program_not_found");

    [Fact]
    public void File_that_is_no_program_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("data.txt", "1, 2");
        var fault = Should.Throw<OutsideException>(() => ChildProcess.Start(new(path, [])));
        fault.Code.ShouldBe("program_not_started");
        fault.Message.ShouldContain(path);
    }

    private static ChildProcess Shell(string script, params string[] arguments) =>
        ChildProcess.Start(new("/bin/sh", ["-c", script, "sh", .. arguments]));

    private static async Task<string> TextAsync(ChildProcess child)
    {
        using var reader = new StreamReader(child.Output, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(Patience);
    }
}
