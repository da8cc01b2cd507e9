(* Made by `dmfproof export contraction_above --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_P (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (rho)*(seq_P rho n') end.
Lemma seq_P_0 : forall (rho : R), seq_P rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_P_S : forall (rho : R) (n' : nat), seq_P rho (S n') = (rho)*(seq_P rho n'). Proof. reflexivity. Qed.

Fixpoint seq_S (x : R) (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_S x rho n') + rho*(seq_P rho n') end.
Lemma seq_S_0 : forall (x : R) (rho : R), seq_S x rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S_S : forall (x : R) (rho : R) (n' : nat), seq_S x rho (S n') = (x)*(seq_S x rho n') + rho*(seq_P rho n'). Proof. reflexivity. Qed.

Fixpoint seq_B (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_B A n') end.
Lemma seq_B_0 : forall (A : R), seq_B A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_B_S : forall (A : R) (n' : nat), seq_B A (S n') = (A)*(seq_B A n'). Proof. reflexivity. Qed.

Fixpoint seq_T (A : R) (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_T A rho n') + rho*(seq_P rho n') end.
Lemma seq_T_0 : forall (A : R) (rho : R), seq_T A rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_T_S : forall (A : R) (rho : R) (n' : nat), seq_T A rho (S n') = (A)*(seq_T A rho n') + rho*(seq_P rho n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_P_is : forall (rho : R) (n' : nat), seq_P rho n' = (rho) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_P_0; unfold power_sum; simpl; ring|]. rewrite seq_P_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_S_is : forall (x rho : R) (n' : nat), seq_S x rho n' = power_sum (x) (rho) (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_S_0; unfold power_sum; simpl; ring|]. rewrite seq_S_S, IH, seq_P_is; replace (S n' + 0)%nat with (S (n' + 0)) by lia; rewrite power_sum_S; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_B_is : forall (A : R) (n' : nat), seq_B A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_B_0; unfold power_sum; simpl; ring|]. rewrite seq_B_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_T_is : forall (A rho : R) (n' : nat), seq_T A rho n' = power_sum (A) (rho) (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_T_0; unfold power_sum; simpl; ring|]. rewrite seq_T_S, IH, seq_P_is; replace (S n' + 0)%nat with (S (n' + 0)) by lia; rewrite power_sum_S; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem contraction_above_sequences : forall (x L U y L1 U1 w A rho eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= ((1 - eta*(seq_B A n')*(seq_T A rho n'))) ->
  0 <= (x - rho) ->
  0 <= (A - x) ->
  0 <= (x - rho - L*w) ->
  0 <= (U*w - (x - rho)) ->
  (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))) = 0 ->
  (L1 - ((1 - eta*(seq_B A n')*(seq_T A rho n'))*L)) = 0 ->
  (U1 - ((1 - eta*(depth n')*(seq_P rho n')^2)*U)) = 0 ->
  0 <= ((1 - eta*(seq_X x n')*(seq_S x rho n')) - (1 - eta*(seq_B A n')*(seq_T A rho n'))) /\
  0 <= ((1 - eta*(depth n')*(seq_P rho n')^2) - (1 - eta*(seq_X x n')*(seq_S x rho n'))) /\
  ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  0 <= (y - rho - L1*w) /\
  0 <= (U1*w - (y - rho)) /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  0 <= (y - rho - L1*w) /\
  0 <= (U1*w - (y - rho)).
Proof.
  intros x L U y L1 U1 w A rho eta n' F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_not_faster F_not_slower F_update_x F_update_L F_update_U.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_x_nonneg : 0 <= (x)).
  { 
    assert (E : (x) = ((0 + (x - rho)) + (rho)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_above) F_rho_nonneg)).
  }
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_x_nonneg)).
  }
  assert (F_P_nonneg : forall m', 0 <= ((seq_P rho m'))).
  { induction m' as [|m' F_P_nonneg_m].
  - assert (E : ((seq_P rho 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_P rho (S m'))) = (0 + (((seq_P rho m')) * (rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_P_nonneg_m F_rho_nonneg))).
  }
  assert (F_P_le_X : forall m', 0 <= ((seq_X x m') - (seq_P rho m'))).
  { induction m' as [|m' F_P_le_X_m].
  - assert (E : ((seq_X x 0%nat) - (seq_P rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_X x (S m')) - (seq_P rho (S m'))) = ((0 + (((seq_X x m') - (seq_P rho m')) * (x))) + (((seq_P rho m')) * (x - rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_P_le_X_m F_x_nonneg)) (Rmult_le_pos _ _ (F_P_nonneg m') F_above))).
  }
  assert (F_X_nonneg : forall m', 0 <= ((seq_X x m'))).
  { intro m'. 
    assert (E : ((seq_X x m')) = ((0 + ((seq_X x m') - (seq_P rho m'))) + ((seq_P rho m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_P_le_X m')) (F_P_nonneg m'))).
  }
  assert (F_X_le_B : forall m', 0 <= ((seq_B A m') - (seq_X x m'))).
  { induction m' as [|m' F_X_le_B_m].
  - assert (E : ((seq_B A 0%nat) - (seq_X x 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_B A (S m')) - (seq_X x (S m'))) = ((0 + ((A) * ((seq_B A m') - (seq_X x m')))) + (((seq_X x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_X_le_B_m)) (Rmult_le_pos _ _ (F_X_nonneg m') F_bounded))).
  }
  assert (F_B_nonneg : forall m', 0 <= ((seq_B A m'))).
  { intro m'. 
    assert (E : ((seq_B A m')) = ((0 + ((seq_B A m') - (seq_X x m'))) + ((seq_X x m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_B m')) (F_X_nonneg m'))).
  }
  assert (F_secant : forall m', (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (x*(seq_X x 0%nat) - rho*(seq_P rho 0%nat) - (x - rho)*(seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (x*(seq_X x (S m')) - rho*(seq_P rho (S m')) - (x - rho)*(seq_S x rho (S m'))) = 0 + (0 + (x) * (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')))) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_S_nonneg : forall m', 0 <= ((seq_S x rho m'))).
  { induction m' as [|m' F_S_nonneg_m].
  - assert (E : ((seq_S x rho 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_S x rho (S m'))) = ((0 + (((seq_P rho m')) * (rho))) + (((seq_S x rho m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_P_nonneg m') F_rho_nonneg)) (Rmult_le_pos _ _ F_S_nonneg_m F_x_nonneg))).
  }
  assert (F_S_le_T : forall m', 0 <= ((seq_T A rho m') - (seq_S x rho m'))).
  { induction m' as [|m' F_S_le_T_m].
  - assert (E : ((seq_T A rho 0%nat) - (seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_T A rho (S m')) - (seq_S x rho (S m'))) = ((0 + ((A) * ((seq_T A rho m') - (seq_S x rho m')))) + (((seq_S x rho m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_S_le_T_m)) (Rmult_le_pos _ _ (F_S_nonneg m') F_bounded))).
  }
  assert (F_S_ge : forall m', 0 <= ((seq_S x rho m') - (depth m')*(seq_P rho m'))).
  { induction m' as [|m' F_S_ge_m].
  - assert (E : ((seq_S x rho 0%nat) - (depth 0%nat)*(seq_P rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho), ?(seq_B_0 A), ?(seq_T_0 A rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_S x rho (S m')) - (depth (S m'))*(seq_P rho (S m'))) = ((0 + (((seq_S x rho m') - (depth m')*(seq_P rho m')) * (rho))) + (((seq_S x rho m')) * (x - rho))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'), ?(seq_B_S A m'), ?(seq_T_S A rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_S_ge_m F_rho_nonneg)) (Rmult_le_pos _ _ (F_S_nonneg m') F_above))).
  }
  assert (F_low_le : forall m', 0 <= ((1 - eta*(seq_X x m')*(seq_S x rho m')) - (1 - eta*(seq_B A m')*(seq_T A rho m')))).
  { intro m'. 
    assert (E : ((1 - eta*(seq_X x m')*(seq_S x rho m')) - (1 - eta*(seq_B A m')*(seq_T A rho m'))) = ((0 + (((seq_B A m')) * (((seq_T A rho m') - (seq_S x rho m')) * (eta)))) + (((seq_S x rho m')) * (((seq_B A m') - (seq_X x m')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_B_nonneg m') (Rmult_le_pos _ _ (F_S_le_T m') F_eta_nonneg))) (Rmult_le_pos _ _ (F_S_nonneg m') (Rmult_le_pos _ _ (F_X_le_B m') F_eta_nonneg)))).
  }
  assert (F_high_ge : forall m', 0 <= ((1 - eta*(depth m')*(seq_P rho m')^2) - (1 - eta*(seq_X x m')*(seq_S x rho m')))).
  { intro m'. 
    assert (E : ((1 - eta*(depth m')*(seq_P rho m')^2) - (1 - eta*(seq_X x m')*(seq_S x rho m'))) = ((0 + (((seq_X x m') - (seq_P rho m')) * (((seq_S x rho m')) * (eta)))) + (((seq_P rho m')) * (((seq_S x rho m') - (depth m')*(seq_P rho m')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_P_le_X m') (Rmult_le_pos _ _ (F_S_nonneg m') F_eta_nonneg))) (Rmult_le_pos _ _ (F_P_nonneg m') (Rmult_le_pos _ _ (F_S_ge m') F_eta_nonneg)))).
  }
  assert (F_factor_nonneg : 0 <= ((1 - eta*(seq_X x n')*(seq_S x rho n')))).
  { 
    assert (E : ((1 - eta*(seq_X x n')*(seq_S x rho n'))) = ((0 + ((1 - eta*(seq_X x n')*(seq_S x rho n')) - (1 - eta*(seq_B A n')*(seq_T A rho n')))) + ((1 - eta*(seq_B A n')*(seq_T A rho n')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_low_le n')) F_step_size)).
  }
  assert (F_high_nonneg : 0 <= ((1 - eta*(depth n')*(seq_P rho n')^2))).
  { 
    assert (E : ((1 - eta*(depth n')*(seq_P rho n')^2)) = ((0 + ((1 - eta*(seq_X x n')*(seq_S x rho n')))) + ((1 - eta*(depth n')*(seq_P rho n')^2) - (1 - eta*(seq_X x n')*(seq_S x rho n')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_factor_nonneg) (F_high_ge n'))).
  }
  assert (F_factor_le_1 : forall m', 0 <= (eta*(seq_X x m')*(seq_S x rho m'))).
  { intro m'. 
    assert (E : (eta*(seq_X x m')*(seq_S x rho m')) = (0 + (((seq_S x rho m')) * (((seq_X x m')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_S_nonneg m') (Rmult_le_pos _ _ (F_X_nonneg m') F_eta_nonneg)))).
  }
  assert (F_distance : ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0).
  { 
    assert (E : ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 + ((0 + ((seq_X x n')*eta) * (x*(seq_X x n') - rho*(seq_P rho n') - (x - rho)*(seq_S x rho n'))) + (-1) * (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant n'))) (zero_times _ _ F_update_x)) (eq_refl 0)).
  }
  assert (F_stays_above : 0 <= (y - rho)).
  { 
    assert (E : (y - rho) = (0 + ((x - rho) * ((1 - eta*(seq_X x n')*(seq_S x rho n'))))) + (0 + (-1) * ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_above F_factor_nonneg))).
  }
  assert (F_stays_bounded : 0 <= (A - y)).
  { 
    assert (E : (A - y) = ((0 + (A - x)) + ((x - rho) * (eta*(seq_X x n')*(seq_S x rho n')))) + (0 + (1) * ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) (Rmult_le_pos _ _ F_above (F_factor_le_1 n')))).
  }
  assert (F_stays_not_faster : 0 <= (y - rho - L1*w)).
  { 
    assert (E : (y - rho - L1*w) = ((0 + ((x - rho) * ((1 - eta*(seq_X x n')*(seq_S x rho n')) - (1 - eta*(seq_B A n')*(seq_T A rho n'))))) + ((x - rho - L*w) * ((1 - eta*(seq_B A n')*(seq_T A rho n'))))) + ((0 + (-1) * ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n')))) + (-w) * (L1 - ((1 - eta*(seq_B A n')*(seq_T A rho n'))*L)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (zero_times _ _ F_update_L)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_above (F_low_le n'))) (Rmult_le_pos _ _ F_not_faster F_step_size))).
  }
  assert (F_stays_not_slower : 0 <= (U1*w - (y - rho))).
  { 
    assert (E : (U1*w - (y - rho)) = ((0 + ((x - rho) * ((1 - eta*(depth n')*(seq_P rho n')^2) - (1 - eta*(seq_X x n')*(seq_S x rho n'))))) + (((1 - eta*(depth n')*(seq_P rho n')^2)) * (U*w - (x - rho)))) + ((0 + (1) * ((rho - y) - (rho - x)*(1 - eta*(seq_X x n')*(seq_S x rho n')))) + (w) * (U1 - ((1 - eta*(depth n')*(seq_P rho n')^2)*U)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (zero_times _ _ F_update_U)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_above (F_high_ge n'))) (Rmult_le_pos _ _ F_high_nonneg F_not_slower))).
  }
  exact (conj (F_low_le n') (conj (F_high_ge n') (conj F_distance (conj F_stays_above (conj F_stays_bounded (conj F_stays_not_faster (conj F_stays_not_slower (conj F_stays_above (conj F_stays_bounded (conj F_stays_not_faster (F_stays_not_slower))))))))))).
Qed.

Theorem contraction_above : forall (N : nat) (x L U y L1 U1 w A rho eta : R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= ((1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))) ->
  0 <= (x - rho) ->
  0 <= (A - x) ->
  0 <= (x - rho - L*w) ->
  0 <= (U*w - (x - rho)) ->
  (y - (x - eta*((x) ^ (N - 1))*(x*((x) ^ (N - 1)) - rho*((rho) ^ (N - 1))))) = 0 ->
  (L1 - ((1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))*L)) = 0 ->
  (U1 - ((1 - eta*INR N*((rho) ^ (N - 1))^2)*U)) = 0 ->
  0 <= ((1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1))) - (1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))) /\
  0 <= ((1 - eta*INR N*((rho) ^ (N - 1))^2) - (1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1)))) /\
  ((rho - y) - (rho - x)*(1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1)))) = 0 /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  0 <= (y - rho - L1*w) /\
  0 <= (U1*w - (y - rho)) /\
  0 <= (y - rho) /\
  0 <= (A - y) /\
  0 <= (y - rho - L1*w) /\
  0 <= (U1*w - (y - rho)).
Proof.
  intros N x L U y L1 U1 w A rho eta HN F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_not_faster F_not_slower F_update_x F_update_L F_update_U.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 1))) by (rewrite seq_X_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DP : ((rho) ^ (N - 1)) = (seq_P rho (N - 1))) by (rewrite seq_P_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DS : (power_sum (x) (rho) (N - 1)) = (seq_S x rho (N - 1))) by (rewrite seq_S_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DB : ((A) ^ (N - 1)) = (seq_B A (N - 1))) by (rewrite seq_B_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DT : (power_sum (A) (rho) (N - 1)) = (seq_T A rho (N - 1))) by (rewrite seq_T_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_eta_nonneg.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_rho_nonneg.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_step_size.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_above.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_bounded.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_not_faster.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_not_slower.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_update_x.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_update_L.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT in F_update_U.
  rewrite ?DN, ?DX, ?DP, ?DS, ?DB, ?DT.
  exact (contraction_above_sequences x L U y L1 U1 w A rho eta (N - 1) F_eta_nonneg F_rho_nonneg F_step_size F_above F_bounded F_not_faster F_not_slower F_update_x F_update_L F_update_U).
Qed.

Theorem contraction_above_all_steps : forall (N : nat) (w A rho eta : R) (x L U : nat -> R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (rho) ->
  0 <= ((1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))) ->
  (forall k, x (S k) = (x k) - eta*(((x k)) ^ (N - 1))*((x k)*(((x k)) ^ (N - 1)) - rho*((rho) ^ (N - 1)))) ->
  (forall k, L (S k) = (1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))*(L k)) ->
  (forall k, U (S k) = (1 - eta*INR N*((rho) ^ (N - 1))^2)*(U k)) ->
  0 <= ((x 0%nat) - rho) ->
  0 <= (A - (x 0%nat)) ->
  0 <= ((x 0%nat) - rho - (L 0%nat)*w) ->
  0 <= ((U 0%nat)*w - ((x 0%nat) - rho)) ->
  forall k : nat,
  0 <= ((x k) - rho) /\
  0 <= (A - (x k)) /\
  0 <= ((x k) - rho - (L k)*w) /\
  0 <= ((U k)*w - ((x k) - rho)) /\
  0 <= ((1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1))) - (1 - eta*((A) ^ (N - 1))*(power_sum (A) (rho) (N - 1)))) /\
  0 <= ((1 - eta*INR N*((rho) ^ (N - 1))^2) - (1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1)))) /\
  ((rho - (x (S k))) - (rho - (x k))*(1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1)))) = 0 /\
  0 <= ((x (S k)) - rho) /\
  0 <= (A - (x (S k))) /\
  0 <= ((x (S k)) - rho - (L (S k))*w) /\
  0 <= ((U (S k))*w - ((x (S k)) - rho)).
Proof.
  intros N w A rho eta x L U HN F_eta_nonneg F_rho_nonneg F_step_size U_x U_L U_U I_above I_bounded I_not_faster I_not_slower.
  assert (I : forall k : nat, 0 <= ((x k) - rho) /\ 0 <= (A - (x k)) /\ 0 <= ((x k) - rho - (L k)*w) /\ 0 <= ((U k)*w - ((x k) - rho))).
  { induction k as [|k I]; [exact (conj I_above (conj I_bounded (conj I_not_faster (I_not_slower))))|].
    clear I_above I_bounded I_not_faster I_not_slower.
    destruct I as [I_above [I_bounded [I_not_faster I_not_slower]]].
    destruct (contraction_above N (x k) (L k) (U k) (x (S k)) (L (S k)) (U (S k)) w A rho eta HN F_eta_nonneg F_rho_nonneg F_step_size I_above I_bounded I_not_faster I_not_slower ltac:(rewrite (U_x k); ring) ltac:(rewrite (U_L k); ring) ltac:(rewrite (U_U k); ring)) as [C_low_le [C_high_ge [C_distance [C_stays_above [C_stays_bounded [C_stays_not_faster [C_stays_not_slower [J_above [J_bounded [J_not_faster J_not_slower]]]]]]]]]].
    exact (conj J_above (conj J_bounded (conj J_not_faster (J_not_slower)))). }
  clear I_above I_bounded I_not_faster I_not_slower. intro k.
  destruct (I k) as [I_above [I_bounded [I_not_faster I_not_slower]]].
  destruct (contraction_above N (x k) (L k) (U k) (x (S k)) (L (S k)) (U (S k)) w A rho eta HN F_eta_nonneg F_rho_nonneg F_step_size I_above I_bounded I_not_faster I_not_slower ltac:(rewrite (U_x k); ring) ltac:(rewrite (U_L k); ring) ltac:(rewrite (U_U k); ring)) as [C_low_le [C_high_ge [C_distance [C_stays_above [C_stays_bounded [C_stays_not_faster [C_stays_not_slower [J_above [J_bounded [J_not_faster J_not_slower]]]]]]]]]].
  exact (conj I_above (conj I_bounded (conj I_not_faster (conj I_not_slower (conj C_low_le (conj C_high_ge (conj C_distance (conj C_stays_above (conj C_stays_bounded (conj C_stays_not_faster (C_stays_not_slower))))))))))).
Qed.

Print Assumptions contraction_above_all_steps.
