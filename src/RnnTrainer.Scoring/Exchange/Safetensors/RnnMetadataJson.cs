using System.Text.Json.Serialization;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Code for <see cref="RnnMetadata"/>'s JSON made by the compiler: programs may switch reflection off.</summary>
[JsonSerializable(typeof(RnnMetadata))]
internal sealed partial class RnnMetadataJson : JsonSerializerContext;
