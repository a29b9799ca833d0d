using System.Text;
using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Azure;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class StoreSettingsTests
{
    private const string Secret = "Y2FuYXJ5LXNlY3JldA==";

    [Theory]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=AccountName=a;AccountKey=" + Secret, "https://a.blob.core.windows.net")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=DefaultEndpointsProtocol=http;AccountName=a;AccountKey=" + Secret + ";EndpointSuffix=core.local", "http://a.blob.core.local")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=BlobEndpoint=https://x/y/;SharedAccessSignature=sv=1&sig=" + Secret, "https://x/y")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_KEY=" + Secret, "https://a.blob.core.windows.net")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_KEY=" + Secret + "|MODELOPS_AZURE_BLOB_ENDPOINT=http://127.0.0.1:1/", "http://127.0.0.1:1/a")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_SAS_TOKEN=?sv=1", "https://a.blob.core.windows.net")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_AUTH_MODE=login", "https://a.blob.core.windows.net")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_CLIENT_ID=1", "https://a.blob.core.windows.net")]
    public void Azure_has_these_ways(string variables, string endpoint) => AzureSettings.From(Environment(variables)).Endpoint.ShouldBe(endpoint);

    [Theory]
    [InlineData("", "Azure authentication is not configured, and the address is one of Azure Blob Storage.")]
    [InlineData("AZURE_STORAGE_KEY=" + Secret, "AZURE_STORAGE_KEY is specified but AZURE_STORAGE_ACCOUNT is missing.")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a", "AZURE_STORAGE_ACCOUNT is specified but AZURE_STORAGE_KEY is missing.")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=AccountName=a;AccountKey=" + Secret + "|AZURE_STORAGE_ACCOUNT=a", "Specify either AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY, not both.")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_KEY=*" + Secret, "AZURE_STORAGE_KEY is not a key in base64.")]
    [InlineData("AZURE_STORAGE_ACCOUNT=A/b|AZURE_STORAGE_KEY=" + Secret, "AZURE_STORAGE_ACCOUNT is 'A/b', which is no name of a storage account (lower-case letters and digits).")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING=" + Secret, "AZURE_STORAGE_CONNECTION_STRING has neither AccountName nor BlobEndpoint.")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING==" + Secret, "AZURE_STORAGE_CONNECTION_STRING has a part that is not Name=value.")]
    [InlineData("AZURE_STORAGE_ACCOUNT=a|AZURE_STORAGE_AUTH_MODE=login|MODELOPS_AZURE_BLOB_ENDPOINT=http://far.example", "A token of Microsoft Entra ID is sent over https only, and MODELOPS_AZURE_BLOB_ENDPOINT is 'http://far.example/a'.")]
    public void Azure_settings_that_do_not_fit_are_named_without_their_secrets(string variables, string message)
    {
        var fault = Should.Throw<InvalidInputException>(() => AzureSettings.From(Environment(variables)));
        (fault.Code, fault.Message).ShouldBe(("store_settings_invalid", message));
        fault.Remedy!.ShouldContain("AZURE_STORAGE_AUTH_MODE=login");
    }

    [Theory]
    [InlineData("s3://b/k", "AWS_ACCESS_KEY_ID=x", "AWS_ACCESS_KEY_ID is specified but AWS_SECRET_ACCESS_KEY is missing.")]
    [InlineData("s3://b/k", "AWS_SECRET_ACCESS_KEY=x", "AWS_SECRET_ACCESS_KEY is specified but AWS_ACCESS_KEY_ID is missing.")]
    [InlineData("s3://b/k", "AWS_ENDPOINT_URL=ftp://x", "AWS_ENDPOINT_URL_S3 is not an http or https address.")]
    [InlineData("gs://b/k", "GOOGLE_APPLICATION_CREDENTIALS=/none/key.json", "GOOGLE_APPLICATION_CREDENTIALS names '/none/key.json', and there is no such file.")]
    [InlineData("gs://b/k", "MODELOPS_GCS_ENDPOINT=http://far.example", "A token is sent over https only, and MODELOPS_GCS_ENDPOINT is 'http://far.example'.")]
    [InlineData("gs://b/k", "MODELOPS_EXT_TIMEOUT=soon", "MODELOPS_EXT_TIMEOUT is 'soon'; expected seconds above 0, at most a day.")]
    public async Task Settings_are_checked_when_their_store_is_used(string uri, string variables, string message)
    {
        var parsed = variables.Split('|').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        using var store = StoreFixture.Open(parsed);
        await Should.ThrowAsync<NotFoundException>(() => store.StatAsync(ObjectUri.Parse("file:///none/such"), CancellationToken.None));
        (await Should.ThrowAsync<InvalidInputException>(() => store.StatAsync(ObjectUri.Parse(uri), CancellationToken.None))).Message.ShouldBe(message);
    }

    // The example of "Authorize with Shared Key" (Azure Storage REST reference), with our own account and key.
    [Fact]
    public void Shared_key_signs_method_headers_and_resource()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "https://myaccount.blob.core.windows.net/mycontainer/my%20blob?timeout=20&Comp=block&blockid=a%2Bb%3D");
        request.Content = new ByteArrayContent([1, 2, 3]);
        request.Headers.Add("x-ms-version", "2021-12-02");
        request.Headers.Add("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        new SharedKey("myaccount", Encoding.UTF8.GetBytes("k")).StringToSign(request).ShouldBe(
            "PUT\n\n\n3\n\n\n\n\n\n*\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2021-12-02\n"
            + "/myaccount/mycontainer/my%20blob\nblockid:a+b=\ncomp:block\ntimeout:20");
    }

    private static Func<string, string?> Environment(string variables) =>
        variables.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal).GetValueOrDefault;
}
