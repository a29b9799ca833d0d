using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgresql://ann@db.example:6543/studies", "ann@db.example:6543/studies")]
    [InlineData("postgres://ann@db.example/studies", "ann@db.example:5432/studies")]
    [InlineData("postgresql+psycopg2://ann:secret@db/studies?sslmode=verify-full", "ann@db:5432/studies")]
    [InlineData("postgresql://an%20n:s%40c@[::1]:7000/st%2Fudies", "an n@::1:7000/st/udies")]
    [InlineData("postgresql:///studies?host=/run/pg&user=ann", "ann@/run/pg:5432/studies")]
    [InlineData("postgresql://ann@db", "ann@db:5432/ann")]
    [InlineData("host=db user='ann o''x' dbname=studies", "ann o@db:5432/studies", "x")]
    [InlineData("  host = db  port=7 user=ann dbname='my \\'studies\\''  ", "ann@db:7/my 'studies'")]
    public void Dsn_in_either_form_gives_the_address(string dsn, string expected, string? unknown = null)
    {
        if (unknown is null) PostgresAddress.Parse(dsn, _ => null).ToString().ShouldBe(expected);
        else Should.Throw<InvalidInputException>(() => PostgresAddress.Parse(dsn, _ => null)).Code.ShouldBe("invalid_dsn");
    }

    [Theory]
    [InlineData("pass word")]
    [InlineData("a@b:c/d?e=f&g#h")]
    [InlineData("';drop table mops.event;--")]
    [InlineData("\"quoted\";Host=elsewhere")]
    [InlineData("back\\slash'and quote")]
    [InlineData("пароль 密码")]
    [InlineData("%")]
    public void Hostile_password_arrives_as_it_is_and_shows_nowhere(string password)
    {
        var pairs = $"host=db user=ann password='{password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
        PostgresAddress[] addresses =
        [
            PostgresAddress.Parse(pairs, _ => null),
            PostgresAddress.Parse($"postgresql://ann:{Uri.EscapeDataString(password)}@db", _ => null),
            PostgresAddress.Parse("postgresql://ann@db", name => name == "PGPASSWORD" ? password : null),
        ];
        addresses.ShouldAllBe(address => address.Settings.Password == password && address.Settings.Host == "db");
        addresses.ShouldAllBe(address => address.ToString() == "ann@db:5432/ann");
    }

    [Fact]
    public void Password_that_nobody_escaped_in_a_URL_is_taken_as_it_is_meant()
    {
        var address = PostgresAddress.Parse("postgresql://ann:p@ss/w?o#rd:1@db:7/studies", _ => null);
        (address.Settings.Password, address.ToString()).ShouldBe(("p@ss/w?o#rd:1", "ann@db:7/studies"));
    }

    [Fact]
    public void What_the_DSN_leaves_out_the_variables_say()
    {
        var variables = new Dictionary<string, string> { ["PGHOST"] = "db", ["PGPORT"] = "7", ["PGUSER"] = "ann", ["PGSSLMODE"] = "verify-ca", ["PGSSLROOTCERT"] = "/ca.pem" };
        var address = PostgresAddress.Parse("dbname=studies port=8", variables.GetValueOrDefault);
        address.ToString().ShouldBe("ann@db:8/studies");
        (address.Settings.SslMode, address.Settings.RootCertificate).ShouldBe((Npgsql.SslMode.VerifyCA, "/ca.pem"));
        PostgresAddress.FromVariables(variables.GetValueOrDefault).ToString().ShouldBe("ann@db:7/ann");
    }

    [Theory]
    [InlineData("mysql://ann:canary@db/x", "postgresql://")]
    [InlineData("canary", "key=value")]
    [InlineData("host=db password='canary", "has no end")]
    [InlineData("host=db sslmod=canary", "'sslmod'. Did you mean 'sslmode'?")]
    [InlineData("host=db sslmode=canary", "key 'sslmode'")]
    [InlineData("postgresql://db:canary/x", "key 'port'")]
    [InlineData("host=db connect_timeout=canary", "key 'connect_timeout'")]
    public void Dsn_that_does_not_fit_is_refused_without_a_value_of_it(string dsn, string said)
    {
        var error = Should.Throw<InvalidInputException>(() => PostgresAddress.Parse(dsn, _ => null));
        error.Code.ShouldBe("invalid_dsn");
        error.Message.ShouldContain(said);
        error.ToString().ShouldNotContain("canary");
    }
}
