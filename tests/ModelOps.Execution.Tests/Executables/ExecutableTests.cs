using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tests.Executables;

/// <summary>A program as a model: what it is given, what it may write, and what its failures look like.</summary>
public sealed class ExecutableTests
{
    [Fact]
    public async Task Program_is_given_parameters_seed_and_a_fresh_folder_for_each_simulation()
    {
        using var bundle = new ProgramFolder("""
            [ "$#" = 6 ] && [ "$1 $3 $5" = "--params --seed --out" ] || exit 9
            pwd >> "$here/folders"
            printf 'left here' > rest
            printf 'seed,params,files,stdin,bundle\n%s,"%s",%s,%s,%s\n' "$4" "$(sed 's/"/""/g' "$2")" "$(ls | tr '\n' ' ')" "$(wc -c)" "$MODELOPS_BUNDLE" > "$6/t.csv"
            """);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, """{"x":1.5,"name":"a \"b\""}""", ulong.MaxValue), Runs.Task(2, seed: 2));
        var first = outcomes[0].Table();
        first["params"].Display(0).ShouldBe("""{"name":"a \"b\"","x":1.5}""");
        first["seed"].Display(0).ShouldBe("18446744073709551615");
        first["bundle"].Display(0).ShouldBe(bundle.Path);
        outcomes[1].Table()["seed"].GetInt64(0).ShouldBe(2);
        foreach (var outcome in outcomes) (outcome.Table()["files"].Display(0), outcome.Table()["stdin"].GetInt64(0)).ShouldBe(("out params.json rest", 0));
        var folders = await File.ReadAllLinesAsync(bundle["folders"]);
        folders.Distinct().Count().ShouldBe(2);
        await pool.DisposeAsync();
        folders.ShouldAllBe(folder => !Directory.Exists(Path.GetDirectoryName(folder)));
    }

    [Fact]
    public async Task Csv_and_both_forms_of_Arrow_are_tables_and_other_files_are_not()
    {
        using var bundle = new ProgramFolder("cp \"$here\"/data/* \"$here\"/data/.hidden.csv \"$6\"; mkdir \"$6/more.csv\"");
        var source = new ArrowTable([ColumnFactory.Numbers<int>("day", [1, 2]), ColumnFactory.Texts("place", ["a", null])]);
        Directory.CreateDirectory(bundle["data"]);
        await File.WriteAllBytesAsync(bundle["data/stream.arrow"], ArrowWriter.Write(source), TestContext.Current.CancellationToken);
        bundle.Write("x\n1\n", "data/plain.csv");
        bundle.Write("x\n1\n", "data/.hidden.csv");
        bundle.Write("no table", "data/notes.txt");
        var outcome = await Runs.RunOneAsync(bundle.Bind());
        outcome.Tables.Keys.ShouldBe(["plain", "stream"], ignoreOrder: true);
        outcome.Tables["stream"].ToArray().ShouldBe(ArrowWriter.Write(source));
        outcome.Table("plain")["x"].GetInt64(0).ShouldBe(1);
    }

    [Theory]
    [InlineData("echo out of range >&2; echo step 3; exit 4", "ProgramFailed", "simulate ended with exit status 4.", "Its standard error:\nout of range\nIts standard output:\nstep 3")]
    [InlineData("kill -SEGV $$", "ProgramFailed", "simulate ended with signal 11 (segmentation fault).", "With parameters")]
    [InlineData("echo x > \"$6/notes.txt\"", "NoTable", "expected NAME.csv or NAME.arrow files in the folder that --out names, found notes.txt", "")]
    [InlineData("rmdir \"$6\"", "NoTable", "found nothing", "")]
    [InlineData("printf 'a,b\\n1,2\\n3\\n' > \"$6/t.csv\"", "InvalidTable", "t.csv:3: the row has 1 cells, the header 2.", "")]
    [InlineData("printf 'ARROW1\\0\\0' > \"$6/t.arrow\"", "InvalidTable", "t.arrow: The table does not hold together", "")]
    [InlineData("echo x > \"$6/t.csv\"; echo > \"$6/t.arrow\"", "InvalidTable", "t.arrow", "")]
    [InlineData("echo x > \"$6/t.csv\"; cp \"$here/t.arrow\" \"$6\"", "InvalidTable", "The table 't' is there twice", "")]
    [InlineData("echo x > \"$6/t.csv\"; chmod 0 \"$6/t.csv\"; ln -s /nothing \"$6/z.csv\"", "InvalidTable", ".csv can't be read", "")]
    public async Task Failure_of_a_program_costs_its_task_alone_and_says_what_was_expected(string act, string type, string message, string output)
    {
        using var bundle = new ProgramFolder($"if [ \"$4\" = 3 ]; then\n{act}\nelse printf 'x\\n%s\\n' \"$4\" > \"$6/t.csv\"; fi");
        await File.WriteAllBytesAsync(bundle["t.arrow"], ArrowWriter.Write(new ArrowTable([ColumnFactory.Numbers<int>("x", [1])])), TestContext.Current.CancellationToken);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2 });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 8).Select(id => Runs.Task(id, seed: (ulong)id)));
        outcomes.Where(outcome => outcome.TaskId != 3).ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == outcome.TaskId);
        (outcomes[3].Status, outcomes[3].Attempts, outcomes[3].Error!.Type).ShouldBe((SimulationStatus.Failed, 1, type));
        outcomes[3].Error!.Message.ShouldContain(message);
        outcomes[3].Error!.Traceback.ShouldContain(output);
    }

    [Theory]
    [InlineData("exec:./simulat", "entrypoint_not_found", "There is no file 'simulat'", "exec:./simulate")]
    [InlineData("exec:data.csv", "model_not_loadable", "is not executable; run: chmod +x data.csv", null)]
    [InlineData("exec:bare", "model_not_loadable", "its first line must name an interpreter, such as #!/bin/sh", null)]
    [InlineData("exec:windows", "model_not_loadable", "end as on Windows (CR LF)", null)]
    [InlineData("exec:exotic", "model_not_loadable", "The interpreter '/opt/none/julia'", null)]
    [InlineData("exec:empty", "model_not_loadable", "does not say what runs it", null)]
    public async Task Program_that_cannot_be_started_is_refused_before_the_first_task(string entrypoint, string code, string message, string? remedy)
    {
        using var bundle = new ProgramFolder("exit 0");
        bundle.Write("x\n", "data.csv", UnixFileMode.UserRead);
        bundle.Write("echo x\n", "bare");
        bundle.Write("#!/bin/sh\r\nexit 0\r\n", "windows");
        bundle.Write("#!/opt/none/julia -O3\n", "exotic");
        bundle.Write("", "empty");
        await using var pool = new LocalPool(bundle.Bind(entrypoint), new() { Workers = 1 });
        var fault = await Should.ThrowAsync<InvalidInputException>(() => pool.PrepareAsync(TestContext.Current.CancellationToken));
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(message);
        if (remedy is not null) fault.Remedy.ShouldNotBeNull().ShouldContain(remedy);
    }

    [Fact]
    public async Task Broken_binary_fails_its_tasks_with_the_words_of_the_system()
    {
        using var bundle = new ProgramFolder("");
        bundle.Write("\u0001\u0002\u0003\u0004", "binary");
        var outcome = await Runs.RunOneAsync(bundle.Bind("exec:binary"));
        (outcome.Status, outcome.Error!.Type).ShouldBe((SimulationStatus.Failed, "ProgramNotStarted"));
        outcome.Error.Message.ShouldContain("binary can't be started");
    }

    [Fact]
    public async Task Fingerprint_is_that_of_the_machine_and_the_environment_is_pinned()
    {
        using var bundle = new ProgramFolder("printf 'threads,language,zone\\n%s,%s,%s\\n' $OMP_NUM_THREADS $LC_ALL $TZ > \"$6/t.csv\"");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        (await pool.PrepareAsync(TestContext.Current.CancellationToken)).Facts.Keys.Where(name => name != "glibc_tunables").ShouldBe(["cpu", "libc", "os"]);
        var table = (await pool.RunAsync(Runs.Task(1))).Single().Table();
        (table["threads"].GetInt64(0), table["language"].Display(0), table["zone"].Display(0)).ShouldBe((1, "C.UTF-8", "UTC"));
    }
}
