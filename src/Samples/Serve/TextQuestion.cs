using System.Text.Json;

namespace RnnTrainer.Samples;

/// <summary>A question as the page for sequences sends it: text that was typed, pasted or uploaded.</summary>
/// <param name="Text">The text.</param>
internal sealed record TextQuestion(string? Text)
{
    /// <summary>The largest body with one.</summary>
    public const long MostBytes = 1 << 24;

    private const string Wanted = """{"text": "what to predict"}""";

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the text of one from a request's body.</summary>
    /// <exception cref="InvalidDataException">It is no question; the message says what would be one.</exception>
    public static async Task<string> Read(Stream body, CancellationToken cancellation)
    {
        try
        {
            TextQuestion? question = await JsonSerializer.DeserializeAsync<TextQuestion>(body, Format, cancellation);
            return question?.Text ?? throw new InvalidDataException($"'text' is missing; expected {Wanted}.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The body cannot be read as JSON; expected {Wanted}.", exception);
        }
    }
}
