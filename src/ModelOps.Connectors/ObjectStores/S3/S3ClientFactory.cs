using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.S3;

/// <summary>Makes clients of Amazon's library. They repeat requests and follow no redirect.</summary>
internal static class S3ClientFactory
{
    /// <param name="settings">How to reach S3.</param>
    /// <param name="transfer">Patience.</param>
    /// <param name="wire">What speaks to the network.</param>
    public static AmazonS3Client Create(S3Settings settings, TransferSettings transfer, HttpMessageHandler wire)
    {
        var config = new AmazonS3Config
        {
            AllowAutoRedirect = false,
            MaxErrorRetry = transfer.Retries,
            RetryMode = RequestRetryMode.Standard,
            Timeout = transfer.TimeoutOf(transfer.PartBytes),
            HttpClientFactory = new FixedClientFactory(wire),
            // Other servers know no trailing checksums; the digest in the metadata checks more.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.ForcePathStyle = true;
            config.AuthenticationRegion = settings.Region ?? "us-east-1";
        }
        else if (settings.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        try
        {
            return CredentialsOf(settings) is { } credentials ? new(credentials, config) : new(config);
        }
        catch (AmazonClientException)
        {
            throw S3Settings.Invalid("S3 is not configured: no region is set, or no credentials are found.");
        }
    }

    private static AWSCredentials? CredentialsOf(S3Settings settings) => settings switch
    {
        { AccessKey: null } or { SecretKey: null } => null,
        { SessionToken: { } token } => new SessionAWSCredentials(settings.AccessKey, settings.SecretKey, token),
        _ => new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
    };
}
