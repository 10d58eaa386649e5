using Microsoft.ML;

namespace RnnTrainer.MLNet;

/// <summary>What ML.NET's feature importance looks for in a chain of transformers, under an interface that it keeps to itself.</summary>
internal interface INamedFeatureTransformer : ISingleFeaturePredictionTransformer;
