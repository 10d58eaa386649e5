using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnTrainer.Samples;

/// <summary>Results for other programs: an object in a line, its names as JavaScript has them.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it to standard output.</summary>
    public static void Write<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result, Format));
}
