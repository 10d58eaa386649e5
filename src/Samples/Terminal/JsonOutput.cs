using System.Text.Encodings.Web;
using System.Text.Json;

namespace RnnTrainer.Samples;

/// <summary>
/// Results for other programs: an object in a line, its names as JavaScript has them. What was not measured, or is no number, is
/// null: all objects of a kind have the same names.
/// </summary>
internal static class JsonOutput
{
    /// <summary>How all JSON of this program is written.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber<double>(), new FiniteNumber<float>() },
    };

    /// <summary>Writes it to standard output.</summary>
    public static void Write<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result, Format));
}
