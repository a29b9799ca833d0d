using ModelOps.Architecture.Tests.Sources;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class ErrorCodeRuleTests
{
    [Fact]
    public void Error_codes_have_one_spelling_and_one_kind() => ErrorCodeRule.Violations(RepositoryTree.Product).ShouldBeEmpty();

    [Fact]
    public void Code_in_another_spelling_is_found() =>
        ErrorCodeRule.Violations([Planted("void M() { throw new NotFoundException(\"NoRun\", \"\"); }")]).ShouldHaveSingleItem();

    [Fact]
    public void Code_of_two_kinds_is_found() => ErrorCodeRule.Violations([Planted("""
        void M() { throw new NotFoundException("no_run", ""); }
        InvalidInputException N() => new("no_run", "");
        """)]).ShouldHaveSingleItem();

    [Fact]
    public void Code_of_one_kind_in_two_places_is_fine() => ErrorCodeRule.Violations([Planted("""
        void M() { throw new NotFoundException("no_run", ""); }
        NotFoundException N() => new("no_run", "");
        void O() { throw new ArgumentException("Not a code."); }
        """)]).ShouldBeEmpty();

    private static SourceFile Planted(string members) => SourceFile.Parse("src/P/X.cs", $"class X {{ {members} }}");
}
