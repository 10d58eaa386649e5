using System.Text.Json.Serialization;

namespace RnnTrainer.Searching;

/// <summary>Code for <see cref="SearchLine"/>'s JSON made by the compiler: programs may switch reflection off.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(SearchLine))]
internal sealed partial class SearchJson : JsonSerializerContext;
