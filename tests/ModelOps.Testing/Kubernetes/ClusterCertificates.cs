using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModelOps.Testing.Folders;

namespace ModelOps.Testing.Kubernetes;

/// <summary>A certificate authority that lives as long as a test server, with the certificates of the server and of its administrator.</summary>
internal static class ClusterCertificates
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>Makes them.</summary>
    /// <param name="folder">Where the files go: <c>ca.crt</c>, <c>server.crt</c>, <c>admin.crt</c>, <c>sa.pub</c> and their keys.</param>
    public static void Write(TemporaryFolder folder)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        var now = TimeProvider.System.GetUtcNow();
        using var authority = request.CreateSelfSigned(now - (2 * Lifetime), now + Lifetime);
        folder.Write("ca.crt", authority.ExportCertificatePem());
        WriteLeaf(folder, authority, "server", "CN=kube-apiserver", "1.3.6.1.5.5.7.3.1");
        WriteLeaf(folder, authority, "admin", "CN=admin, O=system:masters", "1.3.6.1.5.5.7.3.2");
        using var tokens = RSA.Create(2048);
        folder.Write("sa.key", tokens.ExportRSAPrivateKeyPem());
        folder.Write("sa.pub", tokens.ExportSubjectPublicKeyInfoPem());
    }

    private static void WriteLeaf(TemporaryFolder folder, X509Certificate2 authority, string name, string subject, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var leaf = request.Create(authority, TimeProvider.System.GetUtcNow() - Lifetime, TimeProvider.System.GetUtcNow() + (Lifetime / 2), RandomNumberGenerator.GetBytes(8));
        folder.Write(name + ".crt", leaf.ExportCertificatePem());
        folder.Write(name + ".key", key.ExportECPrivateKeyPem());
    }
}
