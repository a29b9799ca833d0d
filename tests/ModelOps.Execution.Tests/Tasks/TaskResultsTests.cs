using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tasks;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Tasks;

public sealed class TaskResultsTests : IDisposable
{
    private static readonly Digest Content = Digest.Of([1]);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Out => _folder["out"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tables_of_many_tasks_are_one_file_that_says_whose_rows_they_are()
    {
        using (var results = Open())
        {
            for (var i = 0; i < 3; i++) await results.AddAsync(Completed(i, Table("x", i, 10 * i)), Token);
            await results.CommitAsync(Token);
            await results.AddAsync(Completed(3, Table("x", 3, 30)), Token);
            await results.CommitAsync(Token);
        }
        var table = Read("tables/t.arrow");
        table.Columns.Select(column => column.Name).ShouldBe(["task", "x"]);
        table["task"].ToDoubles().ShouldBe([0, 0, 1, 1, 2, 2, 3, 3]);
        table["x"].ToDoubles().ShouldBe([0, 0, 1, 10, 2, 20, 3, 30]);
        var tasks = Read("tasks.arrow");
        tasks["seed"].GetUInt64(3).ShouldBe(3u);
        tasks["params"].GetText(2).ShouldBe("""{"x":2}""");
        tasks["param_id"].GetText(2).ShouldBe(Entry(2).Parameters.Id);
        tasks["content"].GetText(0).ShouldBe(Content.ToString());
    }

    [Fact]
    public async Task Csv_is_written_in_the_same_way()
    {
        using (var results = Open(TableFormat.Csv))
        {
            await results.AddAsync(Completed(0, Table("a,b", 1, 2)), Token);
            await results.CommitAsync(Token);
            await results.AddAsync(Completed(1, Table("a,b", 3, 4)), Token);
            await results.CommitAsync(Token);
        }
        (await File.ReadAllTextAsync(Path.Combine(Out, "tables", "t.csv"), Token)).ShouldBe("task,\"a,b\"\n0,1\n0,2\n1,3\n1,4\n");
    }

    [Fact]
    public async Task Other_columns_or_types_go_into_another_file_of_the_table()
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1)), Token);
            await results.AddAsync(Completed(1, Table("y", 2)), Token);
            await results.AddAsync(Completed(2, new([ColumnFactory.Numbers<double>("x", [0.5])])), Token);
            await results.AddAsync(Completed(3, Table("x", 4)), Token);
            await results.CommitAsync(Token);
        }
        Read("tables/t.arrow")["task"].ToDoubles().ShouldBe([0, 3]);
        Read("tables/t.2.arrow")["y"].ToDoubles().ShouldBe([2]);
        Read("tables/t.3.arrow")["x"].ToDoubles().ShouldBe([0.5]);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("..", "%2E%2E")]
    [InlineData("", "")]
    [InlineData("größe 1", "größe 1")]
    public async Task Name_of_a_table_never_leaves_the_folder(string name, string file)
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1), name), Token);
            await results.CommitAsync(Token);
        }
        Read($"tables/{file}.arrow")["x"].ToDoubles().ShouldBe([1]);
    }

    [Fact]
    public async Task Column_of_the_model_that_is_called_task_keeps_its_values_under_a_free_name()
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, new([ColumnFactory.Numbers<long>("task", [5]), ColumnFactory.Numbers<long>("task_", [6])])), Token);
            await results.CommitAsync(Token);
        }
        Read("tables/t.arrow").Columns.Select(column => column.Name).ShouldBe(["task", "task__", "task_"]);
    }

    [Fact]
    public async Task Done_and_failed_tasks_are_not_run_again_and_what_the_machine_ended_is()
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1)), Token);
            await results.AddAsync(Failed(1, SimulationStatus.Failed), Token);
            await results.AddAsync(Failed(2, SimulationStatus.Timeout), Token);
            await results.CommitAsync(Token);
            results.Failed.ShouldBe(2);
        }
        using (var results = Open())
        {
            Enumerable.Range(0, 4).Select(i => results.Claim(IdentityOf(i))).ShouldBe([false, false, true, true]);
            results.Claim(IdentityOf(3)).ShouldBeFalse();
            (results.Completed, results.Failed).ShouldBe((1, 2));
            await results.AddAsync(Completed(2, Table("x", 3)), Token);
            await results.CommitAsync(Token);
            (results.Completed, results.Failed).ShouldBe((2, 1));
            results.Failures.ShouldHaveSingleItem().Type.ShouldBe("ValueError");
        }
        Read("tables/t.arrow")["task"].ToDoubles().ShouldBe([0, 1]);
        var failures = Read("failures.arrow");
        failures["rerun"].GetText(0).ShouldBe("run 1");
        failures["environmental"].GetBool(1).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_cut_off()
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1)), Token);
            await results.CommitAsync(Token);
        }
        foreach (var path in new[] { "tables/t.arrow", "tasks.arrow", "journal/00000000000000000000.log" })
            await File.AppendAllBytesAsync(Path.Combine(Out, path), [1, 2, 3], Token);
        await File.WriteAllBytesAsync(Path.Combine(Out, "tables", "never.arrow"), [1], Token);
        using (var results = Open())
        {
            results.Recovery.ShouldNotBeNull().DroppedBytes.ShouldBe(3);
            results.Claim(IdentityOf(0)).ShouldBeFalse();
            await results.AddAsync(Completed(1, Table("x", 2)), Token);
            await results.CommitAsync(Token);
        }
        Read("tables/t.arrow")["x"].ToDoubles().ShouldBe([1, 2]);
        Read("tasks.arrow").Rows.ShouldBe(2);
        File.Exists(Path.Combine(Out, "tables", "never.arrow")).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_moment_of_a_crash_leaves_whole_results()
    {
        // The files as they are after each commit, against the journal as it is after each of the commits before.
        using (var results = Open())
        {
            for (var i = 0; i < 3; i++)
            {
                await results.AddAsync(Completed(i, Table("x", i)), Token);
                await results.CommitAsync(Token);
            }
        }
        var journal = Path.Combine(Out, "journal", "00000000000000000000.log");
        var whole = await File.ReadAllBytesAsync(journal, Token);
        for (var length = whole.Length; length >= 24; length -= 97)
        {
            await File.WriteAllBytesAsync(journal, whole[..length], Token);
            long completed;
            using (var results = Open()) completed = results.Completed;
            if (completed > 0) Read("tables/t.arrow").Rows.ShouldBe((int)completed);
        }
    }

    [Fact]
    public async Task Folder_with_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "mine.txt"), "x", Token);
        Should.Throw<ConflictException>(() => Open()).Code.ShouldBe("out_not_empty");
        Directory.GetFileSystemEntries(Out).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_format_and_a_second_writer_are_refused()
    {
        using var results = Open();
        await results.AddAsync(Completed(0, Table("x", 1)), Token);
        await results.CommitAsync(Token);
        Should.Throw<ConflictException>(() => Open()).Code.ShouldBe("locked");
        results.Dispose();
        Should.Throw<ConflictException>(() => Open(TableFormat.Csv)).Code.ShouldBe("out_format");
    }

    [Fact]
    public async Task File_that_lost_committed_rows_is_corrupt()
    {
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1)), Token);
            await results.CommitAsync(Token);
        }
        File.Delete(Path.Combine(Out, "tables", "t.arrow"));
        Should.Throw<CorruptDataException>(() => Open()).Code.ShouldBe("corrupt_results");
    }

    [Fact]
    public async Task Nothing_is_created_before_there_is_a_result()
    {
        using var results = Open();
        await results.CommitAsync(Token);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task Error_of_any_text_is_kept()
    {
        var error = new SimulationError("Ошибка", new string('\ud83d', 3000) + "\0\"", "");
        using (var results = Open())
        {
            await results.AddAsync(Completed(0, Table("x", 1)) with { Outcome = new(0, SimulationStatus.Failed, SimulationOutcome.NoTables, error, 1, TimeSpan.Zero) }, Token);
            await results.CommitAsync(Token);
        }
        using var again = Open();
        again.Failures.ShouldHaveSingleItem().Message.Length.ShouldBe(2000);
    }

    [Fact]
    public async Task Table_that_cannot_be_read_is_a_failure_of_its_task()
    {
        using var results = Open();
        var tables = new Dictionary<string, ReadOnlyMemory<byte>> { ["t"] = new byte[] { 1, 2, 3 } };
        await results.AddAsync(Completed(0, Table("x", 1)) with { Outcome = new(0, SimulationStatus.Completed, tables, null, 1, TimeSpan.Zero) }, Token);
        await results.CommitAsync(Token);
        (results.Completed, results.Failed).ShouldBe((0, 1));
    }

    private TaskResults Open(TableFormat format = TableFormat.Arrow) => TaskResults.Open(Out, format, failed => $"run {failed.Seed}");

    private ArrowTable Read(string path) => ArrowReader.Read(File.ReadAllBytes(Path.Combine(Out, path)));

    private static ArrowTable Table(string column, params long[] values) => new([ColumnFactory.Numbers<long>(column, values)]);

    private static TaskEntry Entry(int i) => new(Entrypoint.Parse("m:f"), null, ParameterSet.Parse($$"""{"x":{{i}}}""", "test"), (ulong)i, "test");

    private static TaskIdentity IdentityOf(int i) => TaskIdentity.Of(Content, Entry(i));

    private static TaskOutcome Completed(int i, ArrowTable table, string name = "t") => new(
        IdentityOf(i),
        Entry(i),
        "/bundle",
        Content,
        new(i, SimulationStatus.Completed, new Dictionary<string, ReadOnlyMemory<byte>> { [name] = ArrowWriter.Write(table) }, null, 1, TimeSpan.Zero));

    private static TaskOutcome Failed(int i, SimulationStatus status) => new(
        IdentityOf(i), Entry(i), "/bundle", Content, new(i, status, SimulationOutcome.NoTables, new("ValueError", "no", ""), 1, TimeSpan.Zero));
}
