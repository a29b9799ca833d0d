using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class ObjectUriTests
{
    [Theory]
    [InlineData("az://container/key", "az", "container", "key")]
    [InlineData("s3://my.bucket-1/a/b c/ü?x=1#y%20", "s3", "my.bucket-1", "a/b c/ü?x=1#y%20")]
    [InlineData("gs://b/k", "gs", "b", "k")]
    [InlineData("az://$web/index.html", "az", "$web", "index.html")]
    [InlineData("file:///data/a b/c.csv", "file", "", "/data/a b/c.csv")]
    public void Address_has_scheme_container_and_key(string text, string scheme, string container, string key)
    {
        var uri = ObjectUri.Parse(text);
        (uri.Scheme, uri.Container, uri.Key, uri.ToString()).ShouldBe((scheme, container, key, text));
    }

    [Theory]
    [InlineData("", "URI cannot be empty")]
    [InlineData("az://c/a/../b", "URI contains path traversal: az://c/a/../b")]
    [InlineData("az://c/a\\b", "URI contains backslashes (use forward slashes): az://c/a\\b")]
    [InlineData("http://c/k", "Invalid URI format, expected scheme://container/key: http://c/k")]
    [InlineData("AZ://c/k", "Invalid URI format, expected scheme://container/key: AZ://c/k")]
    [InlineData("az://", "Invalid URI format, expected scheme://container/key: az://")]
    [InlineData("key", "Invalid URI format, expected scheme://container/key: key")]
    [InlineData("az:///c/k", "URI path cannot start with '/': az:///c/k")]
    [InlineData("az://container", "URI missing key part, expected scheme://container/key: az://container")]
    [InlineData("az://container/", "Key/path cannot be empty: az://container/")]
    [InlineData("s3://u:p@host/k", "'u:p@host' is no name of a container or bucket (letters, digits, '-', '_' and '.'): s3://u:p@host/k")]
    [InlineData("gs://b/a/./k", "URI contains a '.' part, which servers drop: gs://b/a/./k")]
    [InlineData("gs://b/a\nk", "URI contains a control character: gs://b/ak")]
    [InlineData("file://relative/f", "A file URI names an absolute path of a file, as file:///folder/file: file://relative/f")]
    [InlineData("file:///folder/", "A file URI names an absolute path of a file, as file:///folder/file: file:///folder/")]
    public void Broken_address_is_told_apart(string text, string message)
    {
        var fault = Should.Throw<InvalidInputException>(() => ObjectUri.Parse(text));
        (fault.Code, fault.Message).ShouldBe(("invalid_object_uri", message));
    }

    [Fact]
    public void Key_is_limited_in_bytes()
    {
        ObjectUri.Parse("s3://b/" + new string('k', 1024)).Key.Length.ShouldBe(1024);
        Should.Throw<InvalidInputException>(() => ObjectUri.Parse("s3://b/" + new string('é', 513)));
    }
}
