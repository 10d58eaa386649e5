using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RnnTrainer.Samples;

/// <summary>Keeps foreign web pages out: the server is for this machine's own.</summary>
internal static class RequestGuard
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// Middleware: refuses requests through a name that is not this machine's, which leads here all the same (DNS rebinding), and those
    /// that a page from elsewhere sends.
    /// </summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            string error = $"The host '{request.Host}' is not served here; use one of {string.Join(", ", Hosts)}.";
            return Problem.Write(context, StatusCodes.Status400BadRequest, error);
        }
        string origin = request.Headers.Origin.ToString();
        if (origin != "" && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            string error = $"Pages from '{origin}' may not call this server; open {request.Scheme}://{request.Host}/ instead.";
            return Problem.Write(context, StatusCodes.Status403Forbidden, error);
        }
        return next(context);
    }

    /// <summary>Why the body of a request cannot be read as JSON; null where it can.</summary>
    public static string? WhyNotJson(HttpRequest request)
    {
        bool isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        string charset = HeaderUtilities.RemoveQuotes(type?.Charset ?? default).ToString();
        string encoding = request.Headers.ContentEncoding.ToString();
        return string.IsNullOrEmpty(request.ContentType) ? "The body has no content type; send 'application/json'."
            : !isJson ? $"The content type of the body is '{request.ContentType}'; send 'application/json'."
            : charset != "" && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? $"The body is in the character set '{charset}'; send UTF-8."
            : encoding != "" && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
                ? $"The body is encoded as '{encoding}'; send it without Content-Encoding."
            : null;
    }
}
