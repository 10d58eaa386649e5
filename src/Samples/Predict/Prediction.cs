using System.Text.Json.Serialization;

namespace RnnTrainer.Samples;

/// <summary>What a model says of an image; as JSON, a line of output.</summary>
internal sealed class Prediction(ToPredict image, IReadOnlyList<string> classes, float[] score, int top)
{
    /// <summary>The image file; null where it comes from a data set.</summary>
    public string? Path => image.Path;

    /// <summary>The place in the data set, from 0; null where it comes from a file.</summary>
    public int? Index => image.Index;

    /// <summary>What it is, where that is known.</summary>
    public string? Label => image.Label;

    /// <summary>Whether the image file was dark on light, and taken the other way round.</summary>
    public bool Inverted => image.IsInverted;

    /// <summary>The most probable classes, the most probable first.</summary>
    public IReadOnlyList<ClassProbability> Predictions { get; } =
        [.. classes.Zip(score, (name, value) => new ClassProbability(name, value)).OrderByDescending(one => one.Probability).Take(top)];

    /// <summary>The image as the network sees it.</summary>
    [JsonIgnore]
    public byte[] Pixels => image.Pixels;

    /// <summary>Lines for below a drawing.</summary>
    [JsonIgnore]
    public string[] Caption =>
        [System.IO.Path.GetFileName(image.Name), .. Predictions.Select(one => $"{one}"), .. Inverted ? (string[])["inverted"] : []];

    /// <summary>Whether the most probable class is what the image is, as far as that is known.</summary>
    [JsonIgnore]
    public bool IsGood => Label is null || Label == Predictions[0].Class;

    /// <summary>A line of text.</summary>
    public override string ToString() =>
        $"{image.Name}: {string.Join("  ", Predictions)}{(Inverted ? "  (dark on light, inverted)" : "")}";

    /// <summary>How probable it is that an image is of a class.</summary>
    internal sealed record ClassProbability(string Class, float Probability)
    {
        public override string ToString() => $"{Class} ({Probability:0.0000})";
    }
}
